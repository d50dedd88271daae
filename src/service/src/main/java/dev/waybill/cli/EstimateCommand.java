package dev.waybill.cli;

import dev.waybill.estimate.CapacityEstimate;
import dev.waybill.estimate.CapacityQuestion;
import dev.waybill.fixity.plan.FixityPrices;
import dev.waybill.settings.Settings;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Command {@code waybill estimate}. */
@Command(
    name = "estimate",
    mixinStandardHelpOptions = true,
    description = {
      "Estimates calls, bytes, processor time and dollars for numbers of objects, once and in each"
          + " month, and what limits each part. It calls no AWS service, and takes the intervals"
          + " from the settings; try others with --set.",
      "Exit code 1: a limit does not hold; what to change is named."
    })
public final class EstimateCommand implements Callable<Integer> {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,15})(B|KiB|MiB|GiB)?");
  private static final Map<String, Long> UNITS =
      Map.of("B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30);
  private static final int MAX_NUMBER = 20;

  private final GlobalOptions options;

  @Option(
      names = "--objects",
      paramLabel = "NUMBER",
      split = ",",
      required = true,
      description = "Number of objects, such as 1e9. Several, divided by commas, are compared.")
  private List<String> objects = List.of();

  @Option(
      names = "--size",
      paramLabel = "SIZE",
      defaultValue = "1MiB",
      description = "Average size of an object (default: ${DEFAULT-VALUE}).")
  private String size = "1MiB";

  @Option(
      names = "--rate",
      paramLabel = "NUMBER",
      defaultValue = "100",
      description = "Objects that arrive in a second (default: ${DEFAULT-VALUE}).")
  private String rate = "100";

  @Option(
      names = "--region",
      paramLabel = "REGION",
      defaultValue = "us-east-1",
      description = "Region whose prices for calls are taken (default: ${DEFAULT-VALUE}).")
  private String region = "us-east-1";

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  public EstimateCommand(GlobalOptions options) {
    this.options = options;
  }

  @Override
  public Integer call() {
    List<CapacityQuestion> questions = questions();
    Settings settings = options.loader().loadWithoutSigning(options.overrides()).settings();
    FixityPrices prices = FixityPrices.ofRegion(region);
    List<CapacityEstimate> estimates =
        questions.stream().map(it -> CapacityEstimate.of(it, settings, prices)).toList();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.of(estimates.stream().map(EstimateJson::of).toList()));
    } else {
      EstimateText.lines(estimates).forEach(out::println);
      List<String> advice = EstimateText.advice(estimates);
      if (!advice.isEmpty()) {
        out.println();
        advice.forEach(out::println);
      }
    }
    out.flush();
    boolean holds = estimates.stream().allMatch(CapacityEstimate::holds);
    return holds ? ExitCode.SUCCESS : ExitCode.FINDING;
  }

  private List<CapacityQuestion> questions() {
    List<CapacityQuestion> questions = new ArrayList<>();
    long bytes = bytes();
    double perSecond = number("--rate", rate).doubleValue();
    for (String each : objects) {
      BigDecimal number = number("--objects", each);
      try {
        questions.add(new CapacityQuestion(number.longValueExact(), bytes, perSecond));
      } catch (ArithmeticException e) {
        throw wrong("--objects: " + each + " is no whole number");
      } catch (IllegalArgumentException e) {
        throw wrong(
            e.getMessage()
                + ", but --objects is "
                + each
                + ", --size "
                + size
                + " and --rate "
                + rate);
      }
    }
    return questions;
  }

  private BigDecimal number(String name, String text) {
    try {
      BigDecimal number = text.length() > MAX_NUMBER ? null : new BigDecimal(text);
      // A number with a huge exponent would take up the memory.
      if (number != null && Math.abs(number.scale()) <= MAX_NUMBER) {
        return number;
      }
    } catch (NumberFormatException e) {
      // The same message as for other texts.
    }
    throw wrong(name + ": " + text + " is no number, such as 1000000 or 1e6");
  }

  private long bytes() {
    Matcher matcher = SIZE.matcher(size);
    if (!matcher.matches()) {
      throw wrong("--size: " + size + " is no size, such as 100KiB, 1MiB or 5GiB");
    }
    String unit = matcher.group(2) == null ? "B" : matcher.group(2);
    try {
      return Math.multiplyExact(Long.parseLong(matcher.group(1)), UNITS.getOrDefault(unit, 1L));
    } catch (ArithmeticException e) {
      throw wrong("--size: " + size + " is too large; the model holds up to 5GiB");
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
