package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.fixity.FixityPaths;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Tests of a running service that reads sealed objects again. */
@ExtendWith(CloudExtension.class)
final class FixityIT {
  private static final Duration LIMIT = Duration.ofSeconds(90);

  private final CloudUnderTest cloud;
  private PipelineUnderTest pipeline;

  FixityIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    pipeline =
        PipelineUnderTest.provision(
                cloud,
                folder,
                Map.of(
                    "waybill.record-log.enabled",
                    "true",
                    "waybill.fixity.enabled",
                    "true",
                    "waybill.fixity.every",
                    "10s"))
            .start();
  }

  @AfterEach
  void close() {
    pipeline.close();
  }

  @Test
  void reportsBytesThatWereAlteredBehindItsBackAndOnlyThese() throws Exception {
    for (int object = 0; object < 5; object++) {
      pipeline.put("incoming/" + object, "content " + object);
    }
    pipeline.awaitEnds(5);
    ObjectVersion altered = pipeline.versions("processed/3").get(0);
    cloud.damage().flipByte(altered.bucket(), altered.key(), altered.versionId(), 2);

    await().atMost(LIMIT).until(() -> alerts().contains("fixity-altered"));

    assertThat(alerts().lines().filter(it -> it.contains("\"fixity-")))
        .isNotEmpty()
        .allMatch(it -> it.contains("processed/3") || it.contains("incoming/3"));
    assertThat(keys(FixityPaths.RESULTS)).isPositive();
  }

  @Test
  void statesEachCycleInTheLog() {
    pipeline.put("incoming/a", "content");
    pipeline.awaitEnds(1);

    await().atMost(LIMIT).until(() -> keys(FixityPaths.CYCLES) >= 2);
  }

  private long keys(String prefix) {
    return pipeline
        .s3()
        .listObjectsV2(
            list -> list.bucket(pipeline.settings().provenance().bucket()).prefix(prefix))
        .keyCount();
  }

  private String alerts() throws IOException {
    Path file = pipeline.settings().alertsFile();
    return Files.exists(file) ? Files.readString(file) : "";
  }
}
