package dev.waybill.reconcile.records;

import dev.waybill.reconcile.row.EventRow;
import dev.waybill.reconcile.row.SealedRow;
import java.time.Instant;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Search for records that the log states and that are not there.
 *
 * @param asOf time until which the listing of the records is complete
 */
public record RecordJoin(Instant asOf) {
  /** Receiver of sealed versions without their record. */
  public interface Listener {
    /**
     * Receives a sealed version.
     *
     * @param cause event that removed its record; null when none is known
     */
    void missing(SealedRow sealed, @Nullable EventRow cause);
  }

  /**
   * Finds the missing records.
   *
   * @param rows rows in order
   */
  public void missing(Iterator<byte[]> rows, Listener listener) {
    RecordFacts facts = new RecordFacts("");
    while (rows.hasNext()) {
      RecordFacts next = RecordCodec.add(rows.next(), facts);
      if (next != facts) {
        report(facts, listener);
      }
      facts = next;
    }
    report(facts, listener);
  }

  /** A record that was stored after the listing began cannot be in it. */
  private void report(RecordFacts facts, Listener listener) {
    facts
        .missing()
        .filter(it -> it.sealedAt().isBefore(asOf))
        .ifPresent(it -> listener.missing(it, facts.cause()));
  }
}
