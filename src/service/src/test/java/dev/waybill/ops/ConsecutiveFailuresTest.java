package dev.waybill.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.model.AlreadyDone;
import dev.waybill.model.RejectReason;
import dev.waybill.model.Rejected;
import dev.waybill.model.SkipReason;
import dev.waybill.model.Skipped;
import dev.waybill.record.object.ObjectVersion;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ConsecutiveFailuresTest {
  private final ConsecutiveFailures failures =
      new ConsecutiveFailures(SecurityException.class::isInstance);

  @Test
  void isReadyBeforeAnyObject() {
    assertThat(failures.problem()).isEmpty();
  }

  @Test
  void isNotReadyWhenNoObjectSucceeds() {
    fail(19);
    assertThat(failures.problem()).isEmpty();

    failures.ended(new Rejected(RejectReason.RETRIES_EXHAUSTED, "failed", null), Duration.ZERO);

    assertThat(failures.problem())
        .hasValueSatisfying(
            it ->
                assertThat(it)
                    .startsWith("the last 20 deliveries all failed, and no object succeeded since")
                    .contains("30-promote", "IllegalStateException")
                    .doesNotContain("secret"));
  }

  @Test
  void isReadyAgainAfterOneSuccess() {
    fail(25);

    failures.ended(
        new AlreadyDone(new ObjectVersion("raw", "incoming/a", "v1"), "records/a", null),
        Duration.ZERO);

    assertThat(failures.problem()).isEmpty();
  }

  @Test
  void staysUnreadyWhenOnlySkippedRecordsEnd() {
    fail(20);

    failures.ended(new Skipped(SkipReason.FOLDER_MARKER, "folder"), Duration.ZERO);

    assertThat(failures.problem()).isPresent();
  }

  @Test
  void ignoresFaultsOfObjectsAndDenials() {
    for (int i = 0; i < 50; i++) {
      failures.ended(
          new Rejected(RejectReason.MALFORMED_NOTIFICATION, "no JSON", null), Duration.ZERO);
      failures.willRetry("20-seal", new SecurityException("denied"));
    }

    assertThat(failures.problem()).isEmpty();
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      failures.willRetry("30-promote", new IllegalStateException("incoming/secret"));
    }
  }
}
