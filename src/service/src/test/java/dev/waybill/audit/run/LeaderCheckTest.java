package dev.waybill.audit.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class LeaderCheckTest {
  @Test
  void followsTheElection() {
    AtomicBoolean elected = new AtomicBoolean();
    LeaderCheck check = new LeaderCheck(elected::get);

    assertThat(check.leads()).isFalse();
    elected.set(true);
    assertThat(check.leads()).isTrue();
  }
}
