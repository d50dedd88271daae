package dev.waybill.cli;

import dev.waybill.alert.Severity;
import dev.waybill.alert.incident.Decision;
import dev.waybill.alert.incident.DecisionRequest;
import dev.waybill.alert.incident.Incident;
import dev.waybill.alert.incident.IncidentDesk.Listing;
import dev.waybill.record.offline.EscapedText;
import dev.waybill.settings.Settings;
import dev.waybill.settings.SettingsLoader;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Command {@code waybill incidents}. */
@Command(
    name = "incidents",
    mixinStandardHelpOptions = true,
    description = "What is wrong, and what people decided about it.")
public final class IncidentsCommand implements Runnable {
  private static final Comparator<Incident> WORST_FIRST =
      Comparator.comparing((Incident it) -> it.endReason() != null)
          .thenComparing(it -> it.finding().severity(), Comparator.reverseOrder())
          .thenComparing(Incident::opened, Comparator.reverseOrder())
          .thenComparing(it -> it.name());

  private final GlobalOptions options;
  private final IncidentService service;
  private final Clock clock;

  @Spec private CommandSpec spec = CommandSpec.create();

  public IncidentsCommand(GlobalOptions options, IncidentService service, Clock clock) {
    this.options = options;
    this.service = service;
    this.clock = clock;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "list, show, ack, silence or unsilence is missing");
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists the open incidents, the worst first.")
  int list(
      @Option(names = "--open", description = "Lists open incidents only, which is the default.")
          boolean open,
      @Option(names = "--all", description = "Lists ended incidents, too.") boolean all,
      @Option(
              names = "--severity",
              paramLabel = "LEAST",
              description = "Lists incidents of this severity or a worse one, such as high.")
          @Nullable String least,
      @Option(names = "--json", description = "Prints JSON.") boolean json) {
    if (open && all) {
      throw usage("--open and --all exclude each other");
    }
    Severity limit = severity(least);
    Listing listing = service.list(settings());
    List<Incident> shown =
        listing.incidents().stream()
            .filter(it -> all || it.endReason() == null)
            .filter(it -> it.finding().severity().compareTo(limit) >= 0)
            .sorted(WORST_FIRST)
            .toList();
    if (json) {
      println(Json.of(shown.stream().map(table()::json).toList()));
    } else {
      table().print(shown);
    }
    PrintWriter err = spec.commandLine().getErr();
    listing.unreadable().forEach(it -> err.println(EscapedText.of(it)));
    err.flush();
    return ExitCode.SUCCESS;
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = {
        "Shows one incident, with the decisions of people about it.",
        "Exit code 1: no incident has this id."
      })
  int show(
      @Parameters(paramLabel = "ID", description = "Id as list or an alert shows it.") String id,
      @Option(names = "--json", description = "Prints JSON.") boolean json) {
    Incident incident = service.find(settings(), id);
    if (json) {
      println(Json.of(table().json(incident)));
    } else {
      table().print(incident);
    }
    return ExitCode.SUCCESS;
  }

  @Command(
      name = "ack",
      mixinStandardHelpOptions = true,
      description = {
        "Acknowledges an open incident: its next events say who has taken it on, when and why.",
        "Exit code 1: no open incident has this id."
      })
  int ack(
      @Parameters(paramLabel = "ID", description = "Id as list or an alert shows it.") String id,
      @Option(
              names = "--why",
              paramLabel = "TEXT",
              defaultValue = "",
              description = "Words for the colleagues who read the alert.")
          String why) {
    return decide(id, Decision.Kind.ACKNOWLEDGED, why, null);
  }

  @Command(
      name = "silence",
      mixinStandardHelpOptions = true,
      description = {
        "Delivers nothing about an open incident for a time, except that it is silenced, its end,"
            + " and a rise of its severity, which ends the silence. What was reported meanwhile is"
            + " counted, and told once at the end of the silence.",
        "Exit code 1: no open incident has this id."
      })
  int silence(
      @Parameters(paramLabel = "ID", description = "Id as list or an alert shows it.") String id,
      @Option(
              names = "--for",
              paramLabel = "DURATION",
              required = true,
              description = "Duration of the silence, such as 4h; 30d at most.")
          String lasting,
      @Option(
              names = "--why",
              paramLabel = "TEXT",
              defaultValue = "",
              description = "Words for the colleagues who read the alert.")
          String why) {
    return decide(id, Decision.Kind.SILENCED, why, duration(lasting));
  }

  @Command(
      name = "unsilence",
      mixinStandardHelpOptions = true,
      description = {
        "Ends the silence of an incident.",
        "Exit code 1: no silenced incident has this id."
      })
  int unsilence(
      @Parameters(paramLabel = "ID", description = "Id as list or an alert shows it.") String id) {
    return decide(id, Decision.Kind.UNSILENCED, "", null);
  }

  private int decide(String id, Decision.Kind kind, String why, @Nullable Duration lasting) {
    if (why.length() > DecisionRequest.MAX_REASON_LENGTH) {
      throw usage("--why: must have at most " + DecisionRequest.MAX_REASON_LENGTH + " characters");
    }
    Incident incident = service.decide(settings(), id, kind, why, lasting);
    List<Decision> all = incident.decisions().all();
    println(
        EscapedText.of(
            incident.shortId()
                + " "
                + all.get(all.size() - 1).sentence()
                + "; "
                + incident.finding().title()));
    return ExitCode.SUCCESS;
  }

  private Duration duration(String text) {
    try {
      return SettingsLoader.duration(text, Duration.ofSeconds(1), DecisionRequest.MAX_SILENCE);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "--for: \"" + text + "\" must be " + e.getMessage(), e);
    }
  }

  private Severity severity(@Nullable String least) {
    String names =
        Arrays.stream(Severity.values())
            .map(it -> it.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    return least == null
        ? Severity.INFORMATIONAL
        : Arrays.stream(Severity.values())
            .filter(it -> it.name().equalsIgnoreCase(least))
            .findFirst()
            .orElseThrow(() -> usage("--severity: \"" + least + "\" must be one of " + names));
  }

  private IncidentTable table() {
    return new IncidentTable(spec.commandLine().getOut(), clock.instant());
  }

  private void println(String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(text);
    out.flush();
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private Settings settings() {
    return options.loader().loadWithoutSigning(options.overrides()).settings();
  }
}
