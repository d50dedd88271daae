package dev.waybill.local;

import dev.waybill.app.BaselineRun;
import dev.waybill.app.Listeners;
import dev.waybill.app.Pipeline;
import dev.waybill.app.Shutdown;
import dev.waybill.aws.AwsClients;
import dev.waybill.baseline.Baseline;
import dev.waybill.baseline.BaselineReport;
import dev.waybill.baseline.ControlResult.Status;
import dev.waybill.cli.CommandException;
import dev.waybill.cli.ExitCode;
import dev.waybill.localcloud.LocalCloud;
import dev.waybill.localcloud.athena.EngineJars;
import dev.waybill.model.AlreadyDone;
import dev.waybill.model.CustodyListener;
import dev.waybill.model.Outcome;
import dev.waybill.model.Promoted;
import dev.waybill.model.Sealed;
import dev.waybill.settings.LoadedSettings;
import dev.waybill.settings.Settings;
import dev.waybill.settings.SigningSettings;
import dev.waybill.signing.LogKeys;
import dev.waybill.signing.SigningKey;
import dev.waybill.startup.Preconditions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** Command {@code waybill local}: the local cloud, the pipeline on it, and a demo. */
final class LocalRun implements LocalService {
  private static final Duration DEMO_TIMEOUT = Duration.ofSeconds(60);

  private final ConsoleStory console;

  LocalRun(ConsoleStory console) {
    this.console = console;
  }

  @Override
  public int run(LocalOptions options) throws Exception {
    LoadedSettings loaded = withAuditsIfPossible(options.settings());
    Settings settings = loaded.settings();
    Preconditions.managementPort(settings);
    LocalCloud cloud = CloudRun.start(options.cloud());
    AwsClients aws =
        AwsClients.of(
            cloud.endpoint(),
            Region.US_EAST_1,
            StaticCredentialsProvider.create(AwsBasicCredentials.create("waybill", "test")),
            settings);
    console.print(
        "local cloud  " + cloud.endpoint() + "  (data in " + options.cloud().data() + ")");
    baseline(aws, options);
    SigningSettings signing = settings.signing();
    SigningKey.create(signing.keystore(), signing.password().reveal(), signing.alias());
    boolean unused = LogKeys.create(settings.recordLog().keys(), settings.recordLog().origin());
    DemoObject demo = new DemoObject(settings.raw());
    CustodyListener listener = new Listeners(List.of(console, demo));
    Pipeline pipeline = Pipeline.start(options.home(), loaded, aws, listener);
    console.print("pipeline     up; " + page(settings.managementPort()));
    CountDownLatch ended =
        options.once()
            ? new CountDownLatch(0)
            : Shutdown.of(() -> console.print(stopping(settings)), pipeline, aws, cloud);
    int code = Math.max(showCustody(aws, settings, demo), showAudit(cloud, aws, settings));
    if (options.once()) {
      Shutdown.close(pipeline, aws, cloud);
      return code;
    }
    console.print("");
    printNextSteps(cloud, settings, options.cloud().data());
    ended.await();
    return 0;
  }

  private static String stopping(Settings settings) {
    return "stopping; objects in work have up to "
        + settings.shutdownTimeout().toSeconds()
        + " s to end";
  }

  /** Returns the address of the status page; the number of a free port is not known. */
  private static String page(int port) {
    return port == 0
        ? "its state at /status on a free port (--ops-port names one)"
        : "its state at http://127.0.0.1:" + port + "/status";
  }

  /** Turns audits off in a build without the SQL engine, in which every audit would fail. */
  private LoadedSettings withAuditsIfPossible(LoadedSettings loaded) {
    if (EngineJars.find().isPresent()) {
      return loaded;
    }
    console.print("audits       off: this build has no SQL engine for the local Athena");
    return new LoadedSettings(loaded.settings().withoutAudits(), loaded.entries(), loaded.others());
  }

  /** Applies the baseline of a deployment. On the local cloud every control must hold. */
  private void baseline(AwsClients aws, LocalOptions options) {
    Baseline baseline = BaselineRun.of(aws, options.settings().settings(), options.home());
    BaselineReport report = baseline.apply(result -> {});
    if (report.count(Status.REFUSED) > 0) {
      // The local cloud has one deployment, so that others are its own earlier settings.
      report = baseline.apply(refused(report), result -> {});
    }
    List<String> wrong =
        report.results().stream()
            .filter(it -> it.status() != Status.HOLDS && it.status() != Status.FIXED)
            .map(it -> it.control().id() + " (" + it.status() + " " + it.is() + it.note() + ")")
            .toList();
    if (!wrong.isEmpty()) {
      throw CommandException.usage(
          "the baseline does not hold on the local cloud: " + String.join(", ", wrong));
    }
    console.print("baseline     " + report.results().size() + " controls hold");
  }

  private static Set<String> refused(BaselineReport report) {
    return report.results().stream()
        .filter(it -> it.status() == Status.REFUSED)
        .map(it -> it.control().id())
        .collect(Collectors.toSet());
  }

  private int showCustody(AwsClients aws, Settings settings, DemoObject demo)
      throws InterruptedException {
    console.print("");
    console.print("a demo object lands at " + demo.uri());
    Optional<Outcome> end = demo.send(aws.s3(), DEMO_TIMEOUT);
    if (end.isEmpty()) {
      console.print(
          "the demo object is still queued behind others after " + DEMO_TIMEOUT.toSeconds() + " s");
    }
    if (settings.recordLog().enabled() && end.orElse(null) instanceof Promoted promoted) {
      showLogEntry(aws, settings, promoted.copied().sealed());
    }
    boolean success =
        end.filter(it -> it instanceof Promoted || it instanceof AlreadyDone).isPresent();
    return success ? ExitCode.SUCCESS : ExitCode.FINDING;
  }

  private void showLogEntry(AwsClients aws, Settings settings, Sealed sealed)
      throws InterruptedException {
    console.logged(sealed, new DemoLogEntry(aws, settings).line(sealed).orElse("not logged yet"));
  }

  /** Shows the upload in the audit's view, and the alert about an unauthorized read. */
  private int showAudit(LocalCloud cloud, AwsClients aws, Settings settings) throws Exception {
    console.print("");
    if (!settings.auditRuns().enabled()) {
      console.print("audits are off (waybill.audit.enabled)");
      return ExitCode.SUCCESS;
    }
    UnauthorizedReadDemo unauthorized = new UnauthorizedReadDemo(console, settings);
    long alerts = unauthorized.alertFileSize();
    Instant since = Instant.now();
    unauthorized.read(cloud.endpoint());
    boolean shown = unauthorized.showWrites(aws);
    boolean alerted =
        unauthorized.showOpenIncident(alerts, since) || unauthorized.showAlert(alerts, since);
    console.print("");
    return shown && alerted ? ExitCode.SUCCESS : ExitCode.FINDING;
  }

  private void printNextSteps(LocalCloud cloud, Settings settings, Path data) {
    String aws = "aws --endpoint-url " + cloud.endpoint();
    String raw = "s3://" + settings.raw().bucket() + "/";
    console.print("Try it (any access key id, secret \"test\"):");
    console.print("  export AWS_ACCESS_KEY_ID=me AWS_SECRET_ACCESS_KEY=test AWS_REGION=us-east-1");
    console.print("  " + aws + " s3 cp FILE " + raw + settings.raw().incoming());
    console.print("  " + aws + " s3 ls --recursive " + raw + settings.raw().processed());
    console.print("  " + aws + " s3 ls --recursive s3://" + settings.provenance().bucket() + "/");
    String here = "  AWS_ENDPOINT_URL=" + cloud.endpoint() + " ./mvnw -q compile exec:java";
    String demo = raw + settings.raw().processed() + "demo/hello.txt";
    console.print(here + " -Dexec.args=\"verify " + demo + " --trust-published\"");
    if (settings.auditRuns().enabled()) {
      console.print(here + " -Dexec.args=\"audit run " + UnauthorizedReadDemo.RULE + "\"");
    }
    if (settings.fixity().enabled()) {
      console.print(
          "Change the demo object behind the service's back; an alert follows in a minute:");
      console.print("  " + alteration(settings, data));
    }
    if (settings.alertsFile() != null) {
      console.print("Alerts are printed here and written to " + settings.alertsFile());
    }
    console.print("Ctrl-C stops; the data stays.");
  }

  /**
   * Returns a command that changes the bytes of the demo object where the local cloud keeps them.
   */
  private static String alteration(Settings settings, Path data) {
    Path content = data.resolve("s3/buckets").resolve(settings.raw().bucket()).resolve("content");
    return "grep -l 'Hello, custody' " + content + "/* | xargs perl -pi -e s/Hello/HELLO/";
  }
}
