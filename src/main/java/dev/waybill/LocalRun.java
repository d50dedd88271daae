package dev.waybill;

import dev.waybill.aws.AwsClients;
import dev.waybill.baseline.LocalBaseline;
import dev.waybill.cli.CommandException;
import dev.waybill.cli.ConsoleStory;
import dev.waybill.cli.ExitCode;
import dev.waybill.cli.LocalOptions;
import dev.waybill.cli.LocalService;
import dev.waybill.localcloud.LocalCloud;
import dev.waybill.localcloud.LocalCloudOptions;
import dev.waybill.model.AlreadyDone;
import dev.waybill.model.CustodyListener;
import dev.waybill.model.Outcome;
import dev.waybill.model.Promoted;
import dev.waybill.provenance.SigningKey;
import dev.waybill.settings.Settings;
import dev.waybill.settings.SigningSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** {@code waybill local}: the embedded cloud, the pipeline on it, and a demo object's story. */
final class LocalRun implements LocalService {
  private static final Duration DEMO_LIMIT = Duration.ofSeconds(60);

  private final ConsoleStory console;

  LocalRun(ConsoleStory console) {
    this.console = console;
  }

  @Override
  public int run(LocalOptions options) throws Exception {
    Settings settings = options.settings().settings();
    LocalCloud cloud = cloud(options);
    AwsClients aws =
        AwsClients.of(
            cloud.endpoint(),
            Region.US_EAST_1,
            StaticCredentialsProvider.create(AwsBasicCredentials.create("waybill", "test")),
            settings);
    console.say("local cloud  " + cloud.endpoint() + "  (data in " + options.data() + ")");
    new LocalBaseline(aws.s3(), aws.sqs(), aws.kms(), aws.cloudTrail(), settings).apply();
    SigningSettings signing = settings.signing();
    SigningKey.create(signing.keystore(), signing.password().reveal(), signing.alias());
    DemoObject demo = new DemoObject(settings.raw());
    CustodyListener listener = new Listeners(List.of(console, demo));
    Pipeline pipeline = Pipeline.start(options.home(), options.settings(), aws, listener);
    console.say(
        "pipeline     up; health at http://127.0.0.1:"
            + settings.managementPort()
            + "/observe/health");
    CountDownLatch ended =
        options.once() ? new CountDownLatch(0) : Shutdown.of(pipeline, aws, cloud);
    int told = tellDemo(aws, demo);
    if (options.once()) {
      Shutdown.close(pipeline, aws, cloud);
      return told;
    }
    console.say("");
    invite(cloud, settings);
    ended.await();
    return 0;
  }

  private static LocalCloud cloud(LocalOptions options) {
    try {
      return LocalCloud.start(LocalCloudOptions.defaults(options.data(), options.port()));
    } catch (IOException e) {
      throw CommandException.usage(
          e.getMessage() + "; stop what has it, or choose another with --port and --data", e);
    }
  }

  private int tellDemo(AwsClients aws, DemoObject demo) throws InterruptedException {
    console.say("");
    console.say("a demo object lands at " + demo.uri());
    Optional<Outcome> end = demo.send(aws.s3(), DEMO_LIMIT);
    if (end.isEmpty()) {
      console.say(
          "the demo object still waits, behind others, after " + DEMO_LIMIT.toSeconds() + " s");
    }
    boolean well =
        end.filter(it -> it instanceof Promoted || it instanceof AlreadyDone).isPresent();
    return well ? ExitCode.WELL : ExitCode.FINDING;
  }

  private void invite(LocalCloud cloud, Settings settings) {
    String aws = "aws --endpoint-url " + cloud.endpoint();
    String raw = "s3://" + settings.raw().bucket() + "/";
    console.say("Look for yourself (any access key id, secret \"test\"):");
    console.say("  export AWS_ACCESS_KEY_ID=me AWS_SECRET_ACCESS_KEY=test AWS_REGION=us-east-1");
    console.say("  " + aws + " s3 cp FILE " + raw + settings.raw().incoming());
    console.say("  " + aws + " s3 ls --recursive " + raw + settings.raw().processed());
    console.say("  " + aws + " s3 ls --recursive s3://" + settings.provenance().bucket() + "/");
    console.say(
        "  AWS_ENDPOINT_URL="
            + cloud.endpoint()
            + " ./mvnw -q compile exec:java -Dexec.args=\"verify "
            + raw
            + settings.raw().processed()
            + "demo/hello.txt\"");
    console.say("Ctrl-C stops; the data stays.");
  }
}
