package dev.waybill.cli;

import dev.waybill.record.object.UtcTime;
import dev.waybill.record.offline.EscapedText;
import dev.waybill.settings.SettingsLoader;
import dev.waybill.trail.RegionResult;
import dev.waybill.trail.TrailFault;
import dev.waybill.trail.TrailJson;
import dev.waybill.trail.TrailResult;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Command {@code waybill trail}. */
@Command(
    name = "trail",
    mixinStandardHelpOptions = true,
    description = "CloudTrail's digest chain: whether the log files are as CloudTrail wrote them.")
public final class TrailCommand implements Runnable {
  private final GlobalOptions options;
  private final TrailService service;
  private final Clock clock;

  @Spec private CommandSpec spec = CommandSpec.create();

  public TrailCommand(GlobalOptions options, TrailService service, Clock clock) {
    this.options = options;
    this.service = service;
    this.clock = clock;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "verify is missing");
  }

  @Command(
      name = "verify",
      mixinStandardHelpOptions = true,
      description = {
        "Verifies the signature of each digest file, its links to the one before, and that the log"
            + " files are exactly those that the digests name, with their content.",
        "Reads the bucket of the table cloudtrail_logs, in every region that has files. Writes"
            + " nothing.",
        "Exit code 1: there is a fault, which is printed by name; 3: nothing is known to be wrong,"
            + " but a file could not be read, there is no digest, or AWS cannot be reached."
      })
  int verify(
      @Option(
              names = "--since",
              paramLabel = "TIME",
              defaultValue = "24h",
              description =
                  "Time after which digests are verified: a duration up to now such as 24h, a day"
                      + " such as 2026-11-01, or a time such as 2026-11-01T12:00:00Z (default:"
                      + " ${DEFAULT-VALUE}).")
          String since,
      @Option(names = "--json", description = "Prints JSON.") boolean json)
      throws Exception {
    Instant from = since(since);
    PrintWriter err = spec.commandLine().getErr();
    TrailResult result =
        service.verify(
            options.home(),
            options.loader().loadWithoutSigning(options.overrides()),
            from,
            step -> progress(err, step));
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(TrailJson.of(result).toPrettyString());
    } else {
      print(out, result);
    }
    out.flush();
    if (result.isBroken()) {
      return ExitCode.FINDING;
    }
    return result.isComplete() ? ExitCode.SUCCESS : ExitCode.UNREACHABLE;
  }

  private static void progress(PrintWriter err, RegionResult step) {
    err.println(
        "  "
            + EscapedText.of(step.place().root() + step.place().region())
            + (step.through() == null ? "" : " through " + step.through())
            + ": "
            + step.digests().size()
            + " digests, "
            + step.logFiles()
            + " log files, "
            + step.faults().size()
            + " faults");
    err.flush();
  }

  private static void print(PrintWriter out, TrailResult result) {
    for (RegionResult region : result.regions()) {
      out.println(
          EscapedText.of(region.place().account() + " " + region.place().region())
              + ": "
              + verified(region));
      for (TrailFault fault : region.faults()) {
        out.println("  " + fault.kind().label() + "  " + EscapedText.of(fault.object()));
        out.println(
            "    "
                + EscapedText.of(fault.reason())
                + (fault.version().isEmpty()
                    ? ""
                    : " (version " + EscapedText.of(fault.version()) + ")"));
      }
    }
    out.println(verdict(result));
  }

  private static String verified(RegionResult region) {
    if (region.through() == null) {
      return "no digest is verified; CloudTrail delivers one an hour, also when nothing happens";
    }
    return region.digests().size()
        + " digests and "
        + region.logFiles()
        + " log files verified, from "
        + region.from()
        + " through "
        + region.through();
  }

  private static String verdict(TrailResult result) {
    if (result.regions().isEmpty()) {
      return "NOT VERIFIED: the bucket has no digest and no log file of the trail";
    }
    if (result.isVerified()) {
      return "verified: every log file is as CloudTrail's digests state";
    }
    if (result.isBroken()) {
      return "BROKEN";
    }
    return result.regions().stream().allMatch(it -> it.faults().isEmpty())
        ? "NOT VERIFIED: a region has no digest of this time yet"
        : "NOT VERIFIED: some files could not be read";
  }

  private Instant since(String text) {
    try {
      if (text.matches("\\d{4}-\\d{2}-\\d{2}")) {
        return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
      }
      return text.endsWith("Z")
          ? UtcTime.parse(text)
          : clock
              .instant()
              .minus(SettingsLoader.duration(text, Duration.ofMinutes(1), Duration.ofDays(3660)));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new ParameterException(
          spec.commandLine(),
          "--since: \"" + text + "\" must be a duration such as 24h, a day or a time in UTC");
    }
  }
}
