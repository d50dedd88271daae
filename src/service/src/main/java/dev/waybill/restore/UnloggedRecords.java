package dev.waybill.restore;

import dev.waybill.log.LogStore.Keeping;
import dev.waybill.log.LogStore.Listed;
import dev.waybill.log.check.RecordKeySet;
import dev.waybill.log.check.RecordKeySet.KeyHash;
import dev.waybill.record.RecordKey;
import dev.waybill.record.RecordVerifier;
import dev.waybill.record.StoredRecord;
import dev.waybill.record.Verdict;
import dev.waybill.record.log.EntryKind;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Search of the copy for records and statements that the log does not have: records that were
 * sealed after the newest checkpoint of the copy, and forgeries. Only a signature tells them apart,
 * so that a person has to accept them.
 */
final class UnloggedRecords {
  private final RestoreStores stores;
  private final RecordVerifier verifier;
  private final boolean isAccepted;
  private final RestoreTally tally;
  private final Clock clock;

  /**
   * @param isAccepted true to restore those that a trusted key signed
   */
  UnloggedRecords(
      RestoreStores stores,
      RecordVerifier verifier,
      boolean isAccepted,
      RestoreTally tally,
      Clock clock) {
    this.stores = stores;
    this.verifier = verifier;
    this.isAccepted = isAccepted;
    this.tally = tally;
    this.clock = clock;
  }

  /**
   * Looks through the copy.
   *
   * @param logged the records that the log names
   */
  void find(RecordKeySet logged) {
    try (Stream<Listed> objects = EntryKind.prefixes().stream().flatMap(stores.copy()::list)) {
      objects.map(Listed::key).filter(it -> !logged.contains(KeyHash.of(it))).forEach(this::judge);
    }
  }

  private void judge(String key) {
    Optional<byte[]> copied = RestoreStores.content(stores.copy(), key);
    if (copied.isEmpty() || isThere(key, copied.get())) {
      return;
    }
    if (!isSigned(key, copied.get())) {
      tally.found(RestoreFault.INVALID, key, "no trusted key signed it for this place");
    } else if (!isAccepted) {
      tally.found(
          RestoreFault.UNLOGGED,
          key,
          "a trusted key signed it, and the log does not have it; it may be newer than the copy's"
              + " checkpoint");
    } else if (stores.write(key, copied.get(), Keeping.RETAINED)) {
      tally.restored();
    } else {
      tally.found(RestoreFault.ALTERED, key, "another object is in its place");
    }
  }

  private boolean isThere(String key, byte[] copied) {
    return RestoreStores.content(stores.bucket(), key)
        .filter(it -> Arrays.equals(it, copied))
        .isPresent();
  }

  /** The time of the copy proves nothing, so that the key must be trusted now. */
  private boolean isSigned(String key, byte[] bytes) {
    if (!key.startsWith(EntryKind.SEAL.prefix())) {
      return verifier
          .statement(bytes, clock.instant())
          .filter(it -> it.key().equals(key))
          .isPresent();
    }
    return verifier.verify(new StoredRecord(bytes, clock.instant())) instanceof Verdict.Valid valid
        && RecordKey.of(valid.record().version()).equals(key);
  }
}
