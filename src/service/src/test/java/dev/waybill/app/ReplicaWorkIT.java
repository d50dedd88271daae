package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Replicas that do some kinds of work only. */
@ExtendWith(CloudExtension.class)
class ReplicaWorkIT {
  private static final Duration LONG = Duration.ofHours(1);

  private final CloudUnderTest cloud;
  @TempDir Path folder;
  @TempDir Path other;

  ReplicaWorkIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @Test
  void workerLeavesNotificationsToOthers() throws Exception {
    Map<String, String> names = new HashMap<>();
    names.put("waybill.cluster.work", "fixity,backfill");
    try (PipelineUnderTest worker =
        PipelineUnderTest.provision(cloud, folder, names).hidingFor(LONG).start()) {
      var settings = worker.settings();
      names.put("waybill.cluster.work", "intake");
      names.put("waybill.raw.bucket", settings.raw().bucket());
      names.put("waybill.provenance.bucket", settings.provenance().bucket());
      names.put("waybill.log.bucket", settings.logBucket());
      names.put("waybill.queue", settings.queue().name());
      names.put("waybill.dead-letter-queue", settings.queue().deadLetterName());
      names.put("waybill.trail", settings.audit().trail());
      try (PipelineUnderTest intake =
          PipelineUnderTest.provision(cloud, other, names).hidingFor(LONG).start()) {
        for (int object = 0; object < 20; object++) {
          intake.put("incoming/" + object, "bytes");
        }

        intake.awaitEnds(20, Duration.ofMinutes(2));

        assertThat(intake.labels()).hasSize(20).containsOnly("promoted");
        assertThat(worker.labels()).isEmpty();
      }
    }
  }
}
