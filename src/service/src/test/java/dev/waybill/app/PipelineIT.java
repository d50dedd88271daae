package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.model.Promoted;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.EmulatorLimit;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** Whole chain of custody on the S3 and SQS of the cloud under test. */
@ExtendWith(CloudExtension.class)
class PipelineIT {
  private final CloudUnderTest cloud;
  @TempDir Path folder;
  private PipelineUnderTest pipeline;

  PipelineIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @BeforeEach
  void start() throws Exception {
    pipeline = PipelineUnderTest.provision(cloud, folder, Map.of()).start();
  }

  @AfterEach
  void stop() {
    pipeline.close();
  }

  @Test
  void sealsAndPromotesObjectWithItsBytes() {
    ObjectVersion landed = pipeline.put("incoming/a.txt", "first light");

    pipeline.awaitEnds(1);

    assertThat(pipeline.labels()).containsExactly("promoted");
    assertThat(pipeline.record(landed).sha256()).isEqualTo(Bytes.sha256("first light"));
    assertThat(pipeline.record(landed).version()).isEqualTo(landed);
    assertThat(pipeline.text("processed/a.txt")).isEqualTo("first light");
    assertThat(pipeline.exists("incoming/a.txt", landed.versionId())).isFalse();
  }

  @Test
  void keepsTagsMetadataTypeAndEncryption() {
    pipeline
        .s3()
        .putObject(
            put ->
                put.bucket(pipeline.raw())
                    .key("incoming/rich.csv")
                    .contentType("text/csv")
                    .contentDisposition("attachment")
                    .metadata(Map.of("origin", "plant-7"))
                    .tagging("class=secret"),
            RequestBody.fromString("a,b\n"));

    pipeline.awaitEnds(1);

    String key = "processed/rich.csv";
    HeadObjectResponse head = pipeline.s3().headObject(it -> it.bucket(pipeline.raw()).key(key));
    assertThat(head.contentType()).isEqualTo("text/csv");
    assertThat(head.contentDisposition()).isEqualTo("attachment");
    assertThat(head.metadata()).containsExactly(Map.entry("origin", "plant-7"));
    assertThat(head.serverSideEncryptionAsString()).isEqualTo("aws:kms");
    assertThat(head.bucketKeyEnabled()).isTrue();
    assertThat(pipeline.s3().getObjectTagging(it -> it.bucket(pipeline.raw()).key(key)).tagSet())
        .singleElement()
        .satisfies(tag -> assertThat(tag.value()).isEqualTo("secret"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${sysenv.HOME}",
        "${bean:type:java.lang.Runtime}",
        "#{systemProperties}",
        "{{waybill.raw.bucket}}",
        "a b+c%20d",
        "quote\"'<>&",
        "line\nbreak",
        "emoji\uD83D\uDE00",
        "../../etc/passwd",
        "x//y"
      })
  void treatsHostileKeysAsText(String name) {
    ObjectVersion landed = pipeline.put("incoming/" + name, "bytes of " + name);

    pipeline.awaitEnds(1);

    assertThat(pipeline.labels()).containsExactly("promoted");
    assertThat(pipeline.record(landed).version().key()).isEqualTo("incoming/" + name);
    assertThat(pipeline.text("processed/" + name)).isEqualTo("bytes of " + name);
  }

  @Test
  void promotesEmptyObject() {
    ObjectVersion landed = pipeline.put("incoming/empty", "");

    pipeline.awaitEnds(1);

    assertThat(pipeline.record(landed).sha256()).isEqualTo(Bytes.sha256(""));
    assertThat(pipeline.text("processed/empty")).isEmpty();
  }

  @Test
  void sealsCanaryWithoutPromotingIt() {
    ObjectVersion landed = pipeline.put("test/canary", "tweet");

    pipeline.awaitEnds(1);

    assertThat(pipeline.labels()).containsExactly("canary-sealed");
    assertThat(pipeline.record(landed).version()).isEqualTo(landed);
    assertThat(pipeline.exists("test/canary", landed.versionId())).isTrue();
  }

  @Test
  void skipsFolderMarker() {
    pipeline.put("incoming/folder/", "");

    pipeline.awaitEnds(1);

    assertThat(pipeline.labels()).containsExactly("skipped-folder-marker");
  }

  @Test
  void sealsEveryVersionAndPromotesTheNewest() {
    cloud.assumeWithout(EmulatorLimit.COPY_CONDITIONS_IGNORED);
    ObjectVersion first = pipeline.put("incoming/v", "one");
    ObjectVersion second = pipeline.put("incoming/v", "two");

    pipeline.awaitEnds(2);

    assertThat(pipeline.record(first).sha256()).isNotEqualTo(pipeline.record(second).sha256());
    assertThat(pipeline.text("processed/v")).isEqualTo("two");
    assertThat(pipeline.labels()).hasSize(2).isSubsetOf("promoted", "superseded");
    assertThat(pipeline.left(pipeline.deadLetterUrl())).isZero();
  }

  @Test
  void sendsMalformedMessageToDeadLetterQueueWithItsReason() {
    pipeline
        .aws()
        .sqs()
        .sendMessage(it -> it.queueUrl(pipeline.queueUrl()).messageBody("no notification"));

    pipeline.awaitEnds(1);

    var dead =
        pipeline
            .aws()
            .sqs()
            .receiveMessage(
                it ->
                    it.queueUrl(pipeline.deadLetterUrl())
                        .waitTimeSeconds(5)
                        .messageAttributeNames("All"))
            .messages();
    assertThat(dead)
        .singleElement()
        .satisfies(
            message -> {
              assertThat(message.body()).isEqualTo("no notification");
              assertThat(message.messageAttributes().get("waybill-reason").stringValue())
                  .isEqualTo("malformed-notification");
            });
  }

  @Test
  void rejectsGoneVersionWithoutRecordByName() {
    pipeline.stop();
    ObjectVersion gone = pipeline.put("incoming/gone", "never read");
    pipeline
        .s3()
        .deleteObject(it -> it.bucket(gone.bucket()).key(gone.key()).versionId(gone.versionId()));
    start(pipeline);

    pipeline.awaitEnds(1);

    assertThat(pipeline.labels()).containsExactly("rejected-object-gone");
  }

  @Test
  void endsSecondNotificationOfPromotedVersionAsAlreadyDone() {
    ObjectVersion landed = pipeline.put("incoming/twice", "once");
    pipeline.awaitEnds(1);
    Promoted promoted = pipeline.promoted().get(0);

    pipeline
        .aws()
        .sqs()
        .sendMessage(
            it ->
                it.queueUrl(pipeline.queueUrl())
                    .messageBody(NotificationSender.created(landed, "0".repeat(18))));
    pipeline.awaitEnds(2);

    assertThat(pipeline.labels()).containsExactly("promoted", "already-done");
    assertThat(pipeline.exists("processed/twice", promoted.copied().destination().versionId()))
        .isTrue();
  }

  /** EventBridge sends the key verbatim; form-decoded, it would be another object's key. */
  @Test
  void endsSecondEventOfKeyWithTwoReadingsAsAlreadyDone() {
    ObjectVersion landed = pipeline.put("incoming/a+b", "once");
    pipeline.awaitEnds(1);

    pipeline
        .aws()
        .sqs()
        .sendMessage(
            it ->
                it.queueUrl(pipeline.queueUrl())
                    .messageBody(NotificationSender.eventBridge(landed)));
    pipeline.awaitEnds(2);

    assertThat(pipeline.labels()).containsExactly("promoted", "already-done");
  }

  private static void start(PipelineUnderTest pipeline) {
    try {
      pipeline.start();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
