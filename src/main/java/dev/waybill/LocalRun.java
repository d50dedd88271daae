package dev.waybill;

import dev.waybill.aws.AwsClients;
import dev.waybill.baseline.LocalBaseline;
import dev.waybill.cli.CommandException;
import dev.waybill.cli.ConsoleStory;
import dev.waybill.cli.LocalOptions;
import dev.waybill.cli.LocalService;
import dev.waybill.localcloud.LocalCloud;
import dev.waybill.localcloud.LocalCloudOptions;
import dev.waybill.model.CustodyListener;
import dev.waybill.model.Outcome;
import dev.waybill.model.Promoted;
import dev.waybill.provenance.SigningKey;
import dev.waybill.settings.Settings;
import dev.waybill.settings.SigningSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;

/** {@code waybill local}: the embedded cloud, the pipeline on it, and a demo object's story. */
final class LocalRun implements LocalService {
  private static final Duration DEMO_LIMIT = Duration.ofSeconds(60);
  private static final String DEMO_NAME = "demo/hello.txt";

  private final ConsoleStory console;

  LocalRun(ConsoleStory console) {
    this.console = console;
  }

  @Override
  public int run(LocalOptions options) throws Exception {
    Settings settings = options.settings().settings();
    LocalCloud cloud = LocalCloud.start(LocalCloudOptions.defaults(options.data(), options.port()));
    AwsClients aws =
        AwsClients.of(
            cloud.endpoint(),
            Region.US_EAST_1,
            StaticCredentialsProvider.create(AwsBasicCredentials.create("waybill", "test")));
    console.say("local cloud  " + cloud.endpoint() + "  (data in " + options.data() + ")");
    new LocalBaseline(aws.s3(), aws.sqs(), settings).apply();
    SigningSettings signing = settings.signing();
    SigningKey.create(signing.keystore(), signing.password().reveal(), signing.alias());
    DemoEnd demo = new DemoEnd(settings.raw().incoming() + DEMO_NAME);
    CustodyListener listener = new Listeners(List.of(console, demo));
    Pipeline pipeline = Pipeline.start(options.home(), options.settings(), aws, listener);
    console.say(
        "pipeline     up; health at http://127.0.0.1:"
            + settings.managementPort()
            + "/observe/health");
    CountDownLatch ended =
        options.once() ? new CountDownLatch(0) : Shutdown.of(pipeline, aws, cloud);
    tellDemo(aws, settings, demo);
    if (options.once()) {
      Shutdown.close(pipeline, aws, cloud);
      return 0;
    }
    console.say("");
    invite(cloud, settings);
    ended.await();
    return 0;
  }

  private void tellDemo(AwsClients aws, Settings settings, DemoEnd demo) throws Exception {
    console.say("");
    console.say("a demo object lands at s3://" + settings.raw().bucket() + "/" + demo.key());
    String text = "Hello, custody! It is " + Instant.now() + ".\n";
    aws.s3()
        .putObject(
            put -> put.bucket(settings.raw().bucket()).key(demo.key()).contentType("text/plain"),
            RequestBody.fromString(text));
    if (!demo.await(DEMO_LIMIT)) {
      String message = "the demo object was not promoted within " + DEMO_LIMIT.toSeconds() + " s";
      throw CommandException.unreachable(message, new IllegalStateException(message));
    }
  }

  private void invite(LocalCloud cloud, Settings settings) {
    String aws = "aws --endpoint-url " + cloud.endpoint();
    String raw = "s3://" + settings.raw().bucket() + "/";
    console.say("Look for yourself (any access key id, secret \"test\"):");
    console.say("  export AWS_ACCESS_KEY_ID=me AWS_SECRET_ACCESS_KEY=test AWS_REGION=us-east-1");
    console.say("  " + aws + " s3 cp FILE " + raw + settings.raw().incoming());
    console.say("  " + aws + " s3 ls --recursive " + raw + settings.raw().processed());
    console.say("  " + aws + " s3 ls --recursive s3://" + settings.provenance().bucket() + "/");
    console.say("Ctrl-C stops; the data stays.");
  }

  /** Waits for the demo object's promotion. */
  private record DemoEnd(String key, CountDownLatch promoted) implements CustodyListener {
    DemoEnd(String key) {
      this(key, new CountDownLatch(1));
    }

    @Override
    public void ended(Outcome outcome, Duration took) {
      if (outcome instanceof Promoted it && it.copied().version().key().equals(key)) {
        promoted.countDown();
      }
    }

    boolean await(Duration limit) throws InterruptedException {
      return promoted.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }
  }
}
