package dev.waybill.cli;

import dev.waybill.fixity.second.JobState;
import dev.waybill.fixity.second.PreparedRead;
import dev.waybill.fixity.second.ReadPaths;
import dev.waybill.fixity.second.ReadScope;
import dev.waybill.fixity.second.SecondReport;
import dev.waybill.settings.LoadedSettings;
import dev.waybill.settings.SettingsLoader;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Command {@code waybill fixity second-read}. */
@Command(
    name = "second-read",
    mixinStandardHelpOptions = true,
    description = {
      "Has S3 compute SHA-256 of what is stored, also of archived objects, and compares it with the"
          + " log.",
      "It prints the price and asks before it starts a job of S3 Batch Operations.",
      "Exit code 1: something is not as sealed. Exit code 3: AWS cannot be reached, or a version"
          + " was not verified."
    })
public final class SecondReadCommand implements Callable<Integer> {
  private static final Duration MAX_AGE = Duration.ofDays(36_500);
  private static final Pattern PART = Pattern.compile("([0-9]{1,6})/([0-9]{1,6})");

  private final GlobalOptions options;
  private final SecondReadService service;
  private final Confirmation confirmation;

  @Option(
      names = "--prefix",
      paramLabel = "PREFIX",
      description = "Reads only what is below this prefix of the raw bucket.")
  private String prefix = "";

  @Option(
      names = "--part",
      paramLabel = "N/OF",
      description = "Reads one part of the keys, for logs that one job does not cover.")
  private String part = "1/1";

  @Option(
      names = "--age",
      paramLabel = "DURATION",
      description = "Leaves out what was sealed less than this ago, such as 30m (default: 1h).")
  private String age = "1h";

  @Option(
      names = "--role",
      paramLabel = "NAME",
      description = "The role of the job, by name or ARN (default: waybill-second-reader).")
  private String role = "waybill-second-reader";

  @Option(
      names = "--max-cost",
      paramLabel = "DOLLARS",
      description = "The highest price at which the job is started (default: 10).")
  private double maxCost = 10;

  @Option(names = "--yes", description = "Starts the job without asking.")
  private boolean yes;

  @Option(
      names = "--resume",
      paramLabel = "READING",
      description = "Judges a reading that was begun before, and starts no job.")
  private @Nullable String resumed;

  @Spec private CommandSpec spec = CommandSpec.create();

  public SecondReadCommand(
      GlobalOptions options, SecondReadService service, Confirmation confirmation) {
    this.options = options;
    this.service = service;
    this.confirmation = confirmation;
  }

  @Override
  public Integer call() throws Exception {
    requireOptions();
    SecondReadService.Order order = new SecondReadService.Order(scope(), age(), role);
    LoadedSettings settings = options.loader().loadWithoutSigning(options.overrides());
    Output output = new Output();
    if (resumed == null) {
      service.read(settings, order, output);
    } else {
      service.resume(settings, resumed, output);
    }
    return output.code;
  }

  private void requireOptions() {
    if (!(maxCost >= 0)) {
      throw usage("--max-cost: " + maxCost + " is no price");
    }
    if (resumed != null && !ReadPaths.isName(resumed)) {
      throw usage("--resume: " + resumed + " is no name of a reading, such as 20261129T192300250Z");
    }
  }

  private ReadScope scope() {
    Matcher numbers = PART.matcher(part);
    try {
      if (numbers.matches()) {
        return new ReadScope(
            prefix, Integer.parseInt(numbers.group(1)), Integer.parseInt(numbers.group(2)));
      }
    } catch (IllegalArgumentException e) {
      // As another form.
    }
    throw usage("--part: " + part + " is no part, such as 1/4");
  }

  private Duration age() {
    try {
      return SettingsLoader.duration(age, Duration.ZERO, MAX_AGE);
    } catch (IllegalArgumentException e) {
      throw usage("--age: " + e.getMessage());
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /** Output of one call. */
  private final class Output implements SecondReadService.Listener {
    private final SecondReadText out = new SecondReadText(spec.commandLine().getOut());
    private final SecondReadText err = new SecondReadText(spec.commandLine().getErr());
    private int code = ExitCode.SUCCESS;

    @Override
    public boolean prepared(PreparedRead read) {
      out.print(read);
      if (read.isEmpty()) {
        out.text(read.sealed() == 0 ? "nothing to read" : "NOT VERIFIED: nothing is stored");
        code = read.sealed() == 0 ? ExitCode.SUCCESS : ExitCode.FINDING;
        return false;
      }
      if (read.price().dollars() > maxCost) {
        throw CommandException.usage(
            String.format(
                Locale.ROOT,
                "the price of %s is above --max-cost %s; raise it, or read less with --prefix or"
                    + " --part",
                SecondReadText.dollars(read.price().dollars()),
                SecondReadText.dollars(maxCost)));
      }
      return yes || isConfirmed();
    }

    private boolean isConfirmed() {
      err.text("Start the job? Type yes:");
      if (confirmation.isGiven()) {
        return true;
      }
      throw CommandException.usage("no job was started; answer yes, or add --yes");
    }

    @Override
    public void begun(String name) {
      err.text("reading " + name + "; after an interruption, add --resume " + name);
    }

    @Override
    public void progress(JobState state) {
      err.print(state);
    }

    @Override
    public void judged(SecondReport report) {
      code = out.print(report);
    }

    @Override
    public void stored(String key) {
      err.text("result " + key);
    }
  }
}
