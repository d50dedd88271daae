package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.audit.run.Takeover;
import dev.waybill.settings.ClusterSettings;
import dev.waybill.settings.ClusterSettings.Election;
import dev.waybill.settings.ReplicaWork;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import org.apache.camel.CamelContext;
import org.apache.camel.cluster.CamelClusterService;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LeadershipTest {
  private static final Duration TIMEOUT = Duration.ofMinutes(1);

  @TempDir Path folder;

  private Leadership joined(CamelContext context) throws Exception {
    Leadership leadership =
        new Leadership(
            new ClusterSettings(
                Election.FILE,
                folder.resolve("cluster"),
                "waybill",
                EnumSet.allOf(ReplicaWork.class)));
    leadership.join(context);
    context.start();
    return leadership;
  }

  @Test
  void electsTheOtherReplicaWhenTheLeaderStops() throws Exception {
    CamelContext one = new DefaultCamelContext();
    CamelContext two = new DefaultCamelContext();
    try {
      Leadership first = joined(one);
      Awaitility.await().atMost(TIMEOUT).until(first::leads);
      Leadership second = joined(two);
      Thread.sleep(3000);
      assertThat(second.leads()).isFalse();
      assertThat(first.leads()).isTrue();
      assertThat(first.role()).startsWith("leader:");
      assertThat(second.role()).startsWith("follower:");

      one.stop();

      Awaitility.await().atMost(TIMEOUT).until(second::leads);
      assertThat(second.role()).startsWith("leader:");
      assertThat(first.leads()).isFalse();
      assertThat(first.role()).startsWith("follower:");
    } finally {
      one.stop();
      two.stop();
    }
  }

  @Test
  void replicaWithoutSchedulesNeverLeads() throws Exception {
    for (Election election : Election.values()) {
      CamelContext context = new DefaultCamelContext();
      Leadership worker =
          new Leadership(
              new ClusterSettings(
                  election,
                  folder.resolve("cluster"),
                  "waybill",
                  EnumSet.of(ReplicaWork.FIXITY, ReplicaWork.BACKFILL)));

      worker.join(context);

      assertThat(context.hasService(CamelClusterService.class)).isNull();
      assertThat(worker.leads()).isFalse();
      assertThat(worker.role()).startsWith("worker:");
    }
  }

  @Test
  void letsEveryReplicaRunSchedulesWithoutAnElection() {
    Leadership none =
        new Leadership(
            new ClusterSettings(
                Election.NONE,
                folder.resolve("cluster"),
                "waybill",
                EnumSet.allOf(ReplicaWork.class)));

    assertThat(none.leads()).isTrue();
    assertThat(none.role()).startsWith("no election:");
    assertThat(none.takeover()).isEqualTo(Takeover.WHEN_OLD);
  }
}
