package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.localcloud.Faults;
import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The pipeline with {@code waybill.aws.direct}, and with failures that the SDK must retry. */
@ExtendWith(CloudExtension.class)
class DirectClientIT {
  private static final int ALWAYS = 1000;

  private final CloudUnderTest cloud;
  @TempDir Path folder;
  private PipelineUnderTest pipeline;

  DirectClientIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @BeforeEach
  void start() throws Exception {
    pipeline =
        PipelineUnderTest.provision(cloud, folder, Map.of("waybill.aws.direct", "true")).start();
  }

  @AfterEach
  void stop() {
    cloud.resetFaults();
    pipeline.close();
  }

  @Test
  void promotesObjectsWithTheirBytes() {
    ObjectVersion first = pipeline.put("incoming/first", "one");
    ObjectVersion second = pipeline.put("incoming/second é", "");

    pipeline.awaitEnds(2);

    assertThat(pipeline.labels()).containsOnly("promoted");
    assertThat(pipeline.text("processed/first")).isEqualTo("one");
    assertThat(pipeline.record(first).sha256()).isEqualTo(Bytes.sha256("one"));
    assertThat(pipeline.record(second).size()).isZero();
    assertThat(pipeline.versions("incoming/")).isEmpty();
  }

  @Test
  void retriesFailuresOfEachDirectCall() {
    Faults faults = cloud.faults();
    for (String operation : new String[] {"GetObject", "CopyObject", "DeleteObject"}) {
      faults.fail(operation, key -> key.endsWith("slow"), S3ErrorCode.SLOW_DOWN, 2);
    }
    faults.corrupt("GetObject", key -> key.endsWith("flipped"), 1);
    pipeline.put("incoming/slow", "patience");
    pipeline.put("incoming/flipped", "whole");

    pipeline.awaitEnds(2);

    assertThat(pipeline.labels()).containsOnly("promoted");
    assertThat(pipeline.text("processed/slow")).isEqualTo("patience");
    assertThat(pipeline.text("processed/flipped")).isEqualTo("whole");
  }

  @Test
  void namesFinalDenial() {
    cloud
        .faults()
        .fail("GetObject", key -> key.endsWith("denied"), S3ErrorCode.ACCESS_DENIED, ALWAYS);
    ObjectVersion landed = pipeline.put("incoming/denied", "kept");

    pipeline.awaitEnds(1);

    assertThat(pipeline.labels()).containsExactly("rejected-access-denied");
    assertThat(pipeline.exists(landed.key(), landed.versionId())).isTrue();
    pipeline.awaitEmptyQueue(Duration.ofSeconds(30));
    assertThat(pipeline.left(pipeline.deadLetterUrl())).isEqualTo(1);
  }
}
