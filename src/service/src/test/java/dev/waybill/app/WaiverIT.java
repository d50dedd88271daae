package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.cli.CommandException;
import dev.waybill.cli.WaiverService.Judged;
import dev.waybill.cli.WaiverService.Statement;
import dev.waybill.model.Rejected;
import dev.waybill.record.RecordKey;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.EmulatorLimit;
import dev.waybill.verify.S3Address;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

/** Garbage in the place of a record, and a person's word about it. */
@ExtendWith(CloudExtension.class)
class WaiverIT {
  private static final String KEY = "incoming/k";
  private static final Statement WORDS = new Statement("an auditor", "Waybill never wrote it");

  private final CloudUnderTest cloud;
  @TempDir Path folder;
  private PipelineUnderTest pipeline;

  WaiverIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @BeforeEach
  void start() throws Exception {
    cloud.assumeWithout(EmulatorLimit.COPY_CONDITIONS_IGNORED);
    pipeline = PipelineUnderTest.provision(cloud, folder, Map.of()).start();
  }

  @AfterEach
  void stop() {
    pipeline.close();
  }

  @Test
  void unblocksContestedPromotionOfKeyWithGarbageBesideItsRecords() {
    ObjectVersion first = pipeline.put(KEY, "one");
    pipeline.awaitEnds(1);
    String garbage = RecordKey.prefixOf(pipeline.raw(), KEY) + "garbage \u0001.sigstore.json";
    pipeline
        .s3()
        .putObject(
            it -> it.bucket(pipeline.archive().bucket()).key(garbage).ifNoneMatch("*"),
            RequestBody.fromString("garbage"));
    ObjectVersion second = pipeline.put(KEY, "two");
    pipeline.awaitEnds(2);

    assertThat(pipeline.labels()).containsExactly("promoted", "rejected-record-invalid");
    String detail = ((Rejected) pipeline.outcomes().get(1)).detail();
    assertThat(detail).contains("waybill waive");
    S3Address told = S3Address.parse(detail.replaceAll("(?s).*(s3://\\S+);.*", "$1"));
    assertThat(told.key()).isEqualTo(garbage);

    Judged shown = WaiverRun.waive(pipeline.aws(), pipeline.loaded(), told, null);
    assertThat(shown.sha256()).isEqualTo(Bytes.sha256("garbage").hex());
    assertThat(shown.waiver()).isNull();
    assertThat(WaiverRun.waive(pipeline.aws(), pipeline.loaded(), told, WORDS).waiver())
        .isNotNull();
    pipeline
        .aws()
        .sqs()
        .sendMessage(
            it ->
                it.queueUrl(pipeline.queueUrl())
                    .messageBody(NotificationSender.created(second, "02")));
    pipeline.awaitEnds(3);

    assertThat(pipeline.labels()).endsWith("promoted");
    assertThat(pipeline.text("processed/k")).isEqualTo("two");
    assertThat(pipeline.record(first).sha256()).isEqualTo(Bytes.sha256("one"));
  }

  @Test
  void waivesNoValidRecordAndNothingElsewhere() {
    ObjectVersion version = pipeline.put(KEY, "one");
    pipeline.awaitEnds(1);
    String bucket = pipeline.archive().bucket();

    assertRejected(new S3Address(bucket, RecordKey.of(version), null), "valid record");
    assertRejected(new S3Address(bucket, "records/none", null), "no object");
    assertRejected(new S3Address(bucket, "keys/x.pem", null), "only objects below");
    assertRejected(new S3Address(pipeline.raw(), "records/x", null), "only objects below");
  }

  private void assertRejected(S3Address address, String because) {
    assertThatThrownBy(() -> WaiverRun.waive(pipeline.aws(), pipeline.loaded(), address, WORDS))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining(because);
  }
}
