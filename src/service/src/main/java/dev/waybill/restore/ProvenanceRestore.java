package dev.waybill.restore;

import dev.waybill.log.check.RecordKeySet;
import dev.waybill.log.check.RecordKeySet.KeyHash;
import dev.waybill.log.check.VerifiedLogReader;
import dev.waybill.record.RecordVerifier;
import dev.waybill.record.log.LogEntry;
import dev.waybill.record.log.TileAddress;
import dev.waybill.verify.log.LogTrust;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Rebuilding of a provenance bucket from a copy: the log is checked first, then each record that it
 * names is compared with the entry and restored, and the log follows at last. Nothing is replaced
 * or deleted, so that a run can be repeated.
 */
public final class ProvenanceRestore {
  private final RestoreStores stores;
  private final RestoreTally tally;
  private final LogRestorer logs;
  private final RecordRestorer records;
  private final UnloggedRecords unlogged;
  private final SideObjects sides;

  /**
   * @param origin name of the log
   * @param trust keys of the log, from elsewhere than the copy
   * @param verifier verifier of records with the trusted keys
   * @param acceptsUnlogged true to restore signed records that the log does not have
   * @param findings receives each finding; must not throw
   */
  public ProvenanceRestore(
      RestoreStores stores,
      String origin,
      LogTrust trust,
      RecordVerifier verifier,
      boolean acceptsUnlogged,
      Consumer<RestoreFinding> findings,
      Clock clock) {
    this.stores = stores;
    tally = new RestoreTally(findings);
    logs = new LogRestorer(stores, origin, trust, tally);
    records = new RecordRestorer(stores, verifier, tally);
    unlogged = new UnloggedRecords(stores, verifier, acceptsUnlogged, tally, clock);
    sides = new SideObjects(stores, verifier, tally, clock);
  }

  /**
   * Compares everything, and restores it when the stores are to be written.
   *
   * @throws RuntimeException when a bucket cannot be read or written
   */
  public RestoreCounts run() {
    boolean isLogThere = logs.isThere();
    Optional<VerifiedLogReader> log = logs.open();
    if (log.isEmpty()) {
      return tally.counts(-1);
    }
    long size = log.get().size();
    RecordKeySet logged = new RecordKeySet();
    for (long first = 0; first < size; first += TileAddress.FULL) {
      List<LogEntry> entries =
          log.get().read(first / TileAddress.FULL, (int) Math.min(TileAddress.FULL, size - first));
      records.restore(
          entries.stream().filter(it -> logged.add(KeyHash.of(it.recordKey()))).toList());
      // A tile that was not full has gone once the log has grown; the newest checkpoint knows.
      log.get().refresh();
    }
    unlogged.find(logged);
    sides.restore();
    if (!isLogThere && stores.isWriting()) {
      logs.copy(log.get());
    }
    return tally.counts(size);
  }
}
