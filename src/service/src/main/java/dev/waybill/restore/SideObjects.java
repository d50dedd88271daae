package dev.waybill.restore;

import dev.waybill.log.LogStore.Keeping;
import dev.waybill.log.LogStore.Listed;
import dev.waybill.provenance.PublishedKey;
import dev.waybill.record.RecordKey;
import dev.waybill.record.RecordVerifier;
import dev.waybill.record.StoredRecord;
import java.time.Clock;
import java.time.Instant;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/**
 * Copies of published keys and of waivers, which the log does not name. A key proves its own name,
 * and publication is no trust; a waiver is signed.
 */
final class SideObjects {
  private static final String KEYS = "keys/";
  private static final String WAIVERS = "waivers/";

  /** Limit of the objects of a kind: both are few, and the copy is untrusted. */
  private static final int MAX_OBJECTS = 1_000;

  private final RestoreStores stores;
  private final RecordVerifier verifier;
  private final RestoreTally tally;
  private final Clock clock;

  SideObjects(RestoreStores stores, RecordVerifier verifier, RestoreTally tally, Clock clock) {
    this.stores = stores;
    this.verifier = verifier;
    this.tally = tally;
    this.clock = clock;
  }

  void restore() {
    restore(KEYS, (key, bytes) -> PublishedKey.of(key, bytes, Instant.EPOCH).key() != null);
    restore(WAIVERS, this::isWaiver);
  }

  private boolean isWaiver(String key, byte[] bytes) {
    return verifier
        .waiver(new StoredRecord(bytes, clock.instant()))
        .filter(it -> RecordKey.ofWaiver(it.key(), bytes).equals(key))
        .isPresent();
  }

  private void restore(String prefix, BiPredicate<String, byte[]> isGenuine) {
    try (Stream<Listed> objects = stores.copy().list(prefix)) {
      objects
          .limit(MAX_OBJECTS)
          .map(Listed::key)
          .forEach(
              key ->
                  RestoreStores.content(stores.copy(), key)
                      .ifPresent(it -> restore(key, it, isGenuine.test(key, it))));
    }
  }

  private void restore(String key, byte[] bytes, boolean isGenuine) {
    if (!isGenuine) {
      tally.found(RestoreFault.INVALID, key, "it is not what its name says");
    } else if (!stores.write(key, bytes, Keeping.RETAINED)) {
      tally.found(RestoreFault.ALTERED, key, "another object is in its place");
    }
  }
}
