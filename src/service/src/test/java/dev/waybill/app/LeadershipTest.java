package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.audit.run.Takeover;
import dev.waybill.settings.ClusterSettings;
import dev.waybill.settings.ClusterSettings.Election;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LeadershipTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir Path folder;

  private Leadership joined(CamelContext context) throws Exception {
    Leadership leadership =
        new Leadership(new ClusterSettings(Election.FILE, folder.resolve("cluster"), "waybill"));
    leadership.join(context);
    context.start();
    return leadership;
  }

  @Test
  void of_two_replicas_one_leads_and_the_other_does_when_it_is_gone() throws Exception {
    CamelContext one = new DefaultCamelContext();
    CamelContext two = new DefaultCamelContext();
    try {
      Leadership first = joined(one);
      Awaitility.await().atMost(LIMIT).until(first::leads);
      Leadership second = joined(two);
      Thread.sleep(3000);
      assertThat(second.leads()).isFalse();
      assertThat(first.leads()).isTrue();

      one.stop();

      Awaitility.await().atMost(LIMIT).until(second::leads);
    } finally {
      one.stop();
      two.stop();
    }
  }

  @Test
  void where_nobody_is_elected_each_keeps_the_schedules_and_waits_for_old_claims() {
    Leadership nobody =
        new Leadership(new ClusterSettings(Election.NONE, folder.resolve("cluster"), "waybill"));

    assertThat(nobody.leads()).isTrue();
    assertThat(nobody.takeover()).isEqualTo(Takeover.WHEN_OLD);
  }
}
