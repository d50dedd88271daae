package dev.waybill.reconcile.daily;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.log.LogStore;
import dev.waybill.log.StoredObject;
import dev.waybill.reconcile.ReconcileSums;
import dev.waybill.reconcile.ReconcileVerdict;
import dev.waybill.reconcile.Reconciliation;
import dev.waybill.record.LoggedStatement;
import dev.waybill.record.ReconcileStatement;
import dev.waybill.record.RecordVerifier;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Newest complete reconciliation that is known: that of this process, or else that of the newest
 * signed statement. A read costs a few requests at most.
 */
public final class LastReconciliation {
  /** Number of days whose statements are looked for. */
  private static final int DAYS = 3;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final LogStore store;
  private final RecordVerifier verifier;
  private final Clock clock;
  private volatile @Nullable Reconciliation own;

  /**
   * @param store the provenance bucket
   * @param verifier verifier with the trusted keys
   */
  public LastReconciliation(LogStore store, RecordVerifier verifier, Clock clock) {
    this.store = store;
    this.verifier = verifier;
    this.clock = clock;
  }

  /** Takes a complete result of this process. */
  public void reconciled(Reconciliation result) {
    own = result;
  }

  /**
   * Returns the newest result. That of a statement has no sources and no examples.
   *
   * @return empty when there is none of the last days
   * @throws RuntimeException when the store cannot be read
   */
  public Optional<Reconciliation> read() {
    Reconciliation result = own;
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    for (int back = 0; back < DAYS; back++) {
      LocalDate day = today.minusDays(back);
      if (result != null && !LocalDate.ofInstant(result.asOf(), ZoneOffset.UTC).isBefore(day)) {
        return Optional.of(result);
      }
      Optional<Reconciliation> stated = store.find(ReconcileStatement.key(day)).flatMap(this::read);
      if (stated.isPresent()) {
        return stated;
      }
    }
    return Optional.ofNullable(result);
  }

  private Optional<Reconciliation> read(StoredObject stored) {
    return verifier.statement(stored.content(), stored.lastModified()).flatMap(it -> of(it));
  }

  private static Optional<Reconciliation> of(LoggedStatement statement) {
    if (!(statement instanceof ReconcileStatement reconciled)) {
      return Optional.empty();
    }
    JsonNode predicate = predicate(reconciled);
    Map<ReconcileVerdict, Long> counts = new EnumMap<>(ReconcileVerdict.class);
    for (ReconcileVerdict verdict : ReconcileVerdict.values()) {
      counts.put(verdict, predicate.path("verdicts").path(verdict.label()).asLong());
    }
    ReconcileSums sums =
        new ReconcileSums(
            predicate.path("there").asLong(),
            predicate.path("sealed").asLong(),
            predicate.path("events").asLong(),
            predicate.path("known").asLong(),
            0);
    Instant asOf = reconciled.at();
    return Optional.of(
        new Reconciliation(
            asOf,
            counts,
            predicate.path("inFlight").asLong(),
            sums,
            List.of(),
            List.of(),
            Map.of()));
  }

  private static JsonNode predicate(ReconcileStatement statement) {
    try {
      return JSON.readTree(statement.payload()).path("predicate");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a verified statement is no JSON", e);
    }
  }
}
