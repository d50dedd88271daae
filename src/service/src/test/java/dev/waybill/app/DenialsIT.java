package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.localcloud.Faults;
import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Denials: those of one object are about the object, those of Waybill's own rights stop polling.
 */
@ExtendWith(CloudExtension.class)
class DenialsIT {
  /** Number of requests after which both deliveries of a message would have been used up. */
  private static final int PROBES = 12;

  private static final int ALWAYS = 100_000;
  private static final String DENIED = "rejected-access-denied";
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final CloudUnderTest cloud;
  private PipelineUnderTest pipeline;
  @TempDir Path folder;

  DenialsIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @BeforeEach
  void provision() throws Exception {
    pipeline = PipelineUnderTest.provision(cloud, folder, Map.of());
  }

  @AfterEach
  void stop() {
    cloud.resetFaults();
    pipeline.close();
  }

  @Test
  void promotesGoodObjectsWhileManyOthersAreDenied() throws Exception {
    fail("GetObject", "incoming/denied/", S3ErrorCode.ACCESS_DENIED);
    for (int object = 0; object < 100; object++) {
      pipeline.put("incoming/denied/" + object, "not readable");
    }
    pipeline.start();
    for (int object = 0; object < 40; object++) {
      pipeline.put("incoming/good/" + object, "readable");
    }

    await().atMost(LIMIT).until(() -> pipeline.promoted().size() == 40);

    await().atMost(LIMIT).until(() -> Collections.frequency(pipeline.labels(), DENIED) >= 100);
    // SQS delivers at least once: a message that was handled may come again, and changes nothing.
    assertThat(pipeline.labels()).isSubsetOf("promoted", DENIED, "already-done");
    assertThat(pipeline.promoted()).hasSize(40);
  }

  @Test
  void receivesNothingWhileProvenanceBucketDenies() throws Exception {
    Deliveries.allow(2, pipeline);
    pipeline.start();
    AtomicInteger asked = fail("PutObject", "records/", S3ErrorCode.ACCESS_DENIED);
    ObjectVersion landed = pipeline.put("incoming/a", "patience");

    await().atMost(LIMIT).until(() -> asked.get() >= PROBES || !pipeline.labels().isEmpty());

    assertThat(pipeline.labels()).as("given up while the provenance bucket denies").isEmpty();
    faults().reset();
    pipeline.awaitEnds(1, LIMIT);
    assertThat(pipeline.labels()).containsExactly("promoted");
    assertThat(pipeline.record(landed).sha256()).isEqualTo(Bytes.sha256("patience"));
    assertThat(pipeline.left(pipeline.deadLetterUrl())).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "GetObject, incoming/, ACCESS_DENIED",
    "CopyObject, processed/, ACCESS_DENIED",
    "GetObject, '', KMS_DISABLED"
  })
  void receivesNothingWhileOwnRightIsDenied(String operation, String prefix, S3ErrorCode code)
      throws Exception {
    Deliveries.allow(2, pipeline);
    pipeline.start();
    AtomicInteger asked = fail(operation, prefix, code);
    pipeline.put("incoming/a", "patience");

    await().atMost(LIMIT).until(() -> asked.get() >= PROBES || !pipeline.labels().isEmpty());

    assertThat(pipeline.labels()).as("given up while the role has no right").isEmpty();
    faults().reset();
    pipeline.awaitEnds(1, LIMIT);
    assertThat(pipeline.labels()).containsExactly("promoted");
  }

  @ParameterizedTest
  @CsvSource({
    "GetObject, ACCESS_DENIED",
    "GetObject, KMS_DISABLED",
    "CopyObject, ACCESS_DENIED",
    "CopyObject, KMS_NOT_FOUND"
  })
  void promotesObjectWhoseDenialPasses(String operation, S3ErrorCode code) throws Exception {
    faults().fail(operation, key -> key.endsWith("scanned"), code, 2);
    pipeline.start();

    pipeline.put("incoming/scanned", "clean");

    pipeline.awaitEnds(1);
    assertThat(pipeline.labels()).containsExactly("promoted");
    assertThat(pipeline.left(pipeline.deadLetterUrl())).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "GetObject, ACCESS_DENIED, access-denied",
    "GetObject, KMS_DISABLED, kms-denied",
    "CopyObject, ACCESS_DENIED, access-denied",
    "CopyObject, KMS_NOT_FOUND, kms-denied"
  })
  void namesDenialWhenDeliveriesRunOut(String operation, S3ErrorCode code, String reason)
      throws Exception {
    Deliveries.allow(2, pipeline);
    faults().fail(operation, key -> key.endsWith("denied"), code, ALWAYS);
    pipeline.start();

    ObjectVersion landed = pipeline.put("incoming/denied", "kept");

    Rejection.isNamed(pipeline, landed, reason);
  }

  /** Fails every matching request, and returns the number of those requests. */
  private AtomicInteger fail(String operation, String prefix, S3ErrorCode code) {
    AtomicInteger asked = new AtomicInteger();
    faults()
        .fail(
            operation, key -> key.startsWith(prefix) && asked.incrementAndGet() > 0, code, ALWAYS);
    return asked;
  }

  private Faults faults() {
    return cloud.faults();
  }
}
