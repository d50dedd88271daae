package dev.waybill.reconcile.daily;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.waybill.log.InMemoryLogStore;
import dev.waybill.log.TestKeyPair;
import dev.waybill.reconcile.ReconcileSums;
import dev.waybill.reconcile.ReconcileVerdict;
import dev.waybill.reconcile.Reconciliation;
import dev.waybill.record.ReconcileStatement;
import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.TreeHash;
import dev.waybill.status.CustodySource;
import dev.waybill.testing.ManualClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LastReconciliationTest {
  private static final Instant AS_OF = Instant.parse("2026-11-29T06:00:00Z");
  private static final Checkpoint TREE =
      new Checkpoint("prov/log", 7, TreeHash.ofEntry(new byte[1]));
  private static final TestKeyPair KEYS = TestKeyPair.create();

  private final InMemoryLogStore store = new InMemoryLogStore();
  private final ManualClock clock = new ManualClock(AS_OF.plus(Duration.ofHours(2)));
  private final LastReconciliation last = new LastReconciliation(store, KEYS.verifier(), clock);
  private final CustodySource source = new CustodySource(last, Duration.ofDays(1), clock);

  private static Reconciliation result(Instant asOf, long vanished) {
    return new Reconciliation(
        asOf,
        Map.of(ReconcileVerdict.ACCOUNTED, 40L, ReconcileVerdict.VANISHED, vanished),
        2,
        new ReconcileSums(41, 42, 9, 42 + vanished, 5),
        List.of(),
        List.of(),
        Map.of());
  }

  private void publish(Reconciliation result, TestKeyPair keys) {
    new ReconcileStatements(store, "prov", "waybill/test", keys::seal, keys.verifier(), entry -> {})
        .publish(result, TREE);
  }

  @Test
  void readsNumbersOfTheSignedStatement() throws Exception {
    publish(result(AS_OF, 3), KEYS);

    Reconciliation read = source.read();

    assertThat(read.asOf()).isEqualTo(AS_OF);
    assertThat(read.count(ReconcileVerdict.VANISHED)).isEqualTo(3);
    assertThat(read.count(ReconcileVerdict.ACCOUNTED)).isEqualTo(40);
    assertThat(read.inFlight()).isEqualTo(2);
    assertThat(read.addsUp()).isTrue();
    assertThat(read.sums()).isEqualTo(new ReconcileSums(41, 42, 9, 45, 0));
  }

  @Test
  void ignoresStatementOfAnUntrustedKey() {
    publish(result(AS_OF, 0), TestKeyPair.create());

    assertThat(catchThrowable(source::read)).hasMessageContaining("no complete reconciliation");
  }

  @Test
  void ignoresObjectThatIsNoStatement() {
    store.put(
        ReconcileStatement.key(LocalDate.of(2026, 11, 29)), "{}".getBytes(StandardCharsets.UTF_8));

    assertThat(catchThrowable(source::read)).hasMessageContaining("no complete reconciliation");
  }

  @Test
  void prefersNewerOfOwnResultAndStatement() throws Exception {
    publish(result(AS_OF, 3), KEYS);
    last.reconciled(result(AS_OF.minus(Duration.ofDays(1)), 0));
    assertThat(source.read().count(ReconcileVerdict.VANISHED)).isEqualTo(3);

    last.reconciled(result(AS_OF.plusSeconds(60), 0));
    assertThat(source.read().count(ReconcileVerdict.VANISHED)).isZero();
  }

  @Test
  void oldResultIsNotKnown() {
    last.reconciled(result(AS_OF, 0));
    clock.advance(Duration.ofDays(2));
    assertThat(last.read()).isPresent();
    clock.advance(Duration.ofHours(2));

    assertThat(catchThrowable(source::read)).hasMessage("the last one is 2 d 4 h old");
  }

  @Test
  void readsThreeObjectsAtMost() {
    long before = store.calls();
    assertThat(last.read()).isEmpty();
    assertThat(store.calls() - before).isEqualTo(3);
  }
}
