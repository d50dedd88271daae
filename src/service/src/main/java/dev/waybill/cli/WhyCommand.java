package dev.waybill.cli;

import dev.waybill.record.offline.TrustedKeyFile;
import dev.waybill.record.offline.WrongFileException;
import dev.waybill.settings.SettingsLoader;
import dev.waybill.why.ObjectStory;
import dev.waybill.why.report.StoryReport;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Command {@code waybill why}. */
@Command(
    name = "why",
    mixinStandardHelpOptions = true,
    description = {
      "Tells everything that is known of one object, in time order: its versions, notification,"
          + " record, entry of the log, promotion, calls that CloudTrail logged, re-verifications,"
          + " incidents, repairs, drills and dead letters, and what cannot be known. Ends with a"
          + " verdict. Writes nothing but the report.",
      "Exit code 0: custody is whole; 1: it is not, or is not known; 2: wrong usage; 3: AWS cannot"
          + " be reached or denies a call."
    })
public final class WhyCommand implements Callable<Integer> {
  private final GlobalOptions options;
  private final WhyService service;
  private final ReportFile reports;

  @Parameters(
      paramLabel = "S3-URI",
      description =
          "s3://bucket/key[?versionId=ID], the address at which the object arrived or to which it"
              + " was promoted. All versions of its key are told.")
  private String subject = "";

  @Option(
      names = "--since",
      paramLabel = "DURATION",
      defaultValue = "7d",
      description = "Span of CloudTrail's events up to now (default: ${DEFAULT-VALUE}).")
  private String since = "7d";

  @Option(
      names = "--no-athena",
      description = "Leaves out CloudTrail's events, which take a query in Athena.")
  private boolean noAthena;

  @Option(
      names = "--key",
      paramLabel = "PUB.pem",
      description = {
        "The public key that must have signed the records. By default the keys of"
            + " waybill.trust.keys are trusted or, without it, those of waybill.signing.keystore"
            + " or, without one, the published ones."
      })
  private @Nullable Path key;

  @Option(
      names = "--trust-published",
      description = {
        "Accepts a key because it is published in the provenance bucket. Every principal that may"
            + " write there can publish one."
      })
  private boolean trustPublished;

  @Option(names = "--json", description = "Writes JSON.")
  private boolean json;

  @Option(names = "--html", description = "Writes one page of HTML.")
  private boolean html;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "The file to write (default: standard output).")
  private @Nullable Path output;

  @Spec private CommandSpec spec = CommandSpec.create();

  public WhyCommand(GlobalOptions options, WhyService service) {
    // A writer would encode a report, which is UTF-8, for the terminal.
    this(options, service, System.out);
  }

  /**
   * @param standardOutput receives a report that is written to standard output
   */
  WhyCommand(GlobalOptions options, WhyService service, OutputStream standardOutput) {
    this.options = options;
    this.service = service;
    this.reports = new ReportFile(standardOutput);
  }

  @Override
  public Integer call() throws Exception {
    if (json && html) {
      throw new ParameterException(spec.commandLine(), "--json and --html exclude each other");
    }
    WhyService.Question question =
        new WhyService.Question(
            options.home(),
            options.loader().loadWithoutSigning(options.overrides()),
            new PersonalWords(spec).address(subject, "s3://bucket/key[?versionId=ID]"),
            span(),
            !noAthena,
            trusted(),
            trustPublished);
    ObjectStory story = service.tell(question);
    StoryReport report = new StoryReport(story);
    reports.write(html ? report.html() : json ? report.json() : report.text(), output);
    return story.verdict().isWhole() ? ExitCode.SUCCESS : ExitCode.FINDING;
  }

  private Duration span() {
    try {
      return SettingsLoader.duration(since, Duration.ofHours(1), Duration.ofDays(366));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "--since: \"" + since + "\" must be " + e.getMessage());
    }
  }

  private @Nullable PublicKey trusted() throws IOException {
    if (key == null) {
      return null;
    }
    if (!Files.isReadable(key) || Files.isDirectory(key)) {
      throw new ParameterException(spec.commandLine(), "--key: cannot read " + key);
    }
    try {
      return TrustedKeyFile.read(key);
    } catch (WrongFileException e) {
      throw new ParameterException(spec.commandLine(), "--key: " + e.getMessage());
    }
  }
}
