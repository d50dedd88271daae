package dev.waybill.reconcile;

import dev.waybill.reconcile.row.EventSource;
import dev.waybill.reconcile.row.SealedSource;
import dev.waybill.reconcile.row.ThereSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sources of a reconciliation.
 *
 * @param there versions that are there in the raw bucket
 * @param sealed versions that the log of records states as sealed
 * @param events events on objects of both buckets
 * @param records versions below the records' prefix of the provenance bucket; null when it is not
 *     reconciled, so that no record is missed
 */
public record ReconcileSources(
    ThereSource there, SealedSource sealed, EventSource events, @Nullable ThereSource records) {
  /** Returns the source of the record objects; empty when they are not reconciled. */
  public Optional<ThereSource> recordObjects() {
    return Optional.ofNullable(records);
  }
}
