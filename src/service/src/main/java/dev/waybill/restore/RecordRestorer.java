package dev.waybill.restore;

import dev.waybill.log.LogStore.Keeping;
import dev.waybill.log.LogStore.ListedVersion;
import dev.waybill.log.StoredObject;
import dev.waybill.record.RecordKey;
import dev.waybill.record.RecordVerifier;
import dev.waybill.record.Verdict;
import dev.waybill.record.chunk.ChunkDigests;
import dev.waybill.record.chunk.InvalidChunksException;
import dev.waybill.record.chunk.StatedChunks;
import dev.waybill.record.log.InvalidLogException;
import dev.waybill.record.log.LogEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Restorer of the records and statements that a log names. Bytes from the copy are accepted only
 * when their SHA-256 is the one that the entry states.
 */
final class RecordRestorer {
  /** Limit of the older versions of one object that are looked at. */
  private static final int MAX_VERSIONS = 100;

  private final RestoreStores stores;
  private final RecordVerifier verifier;
  private final RestoreTally tally;

  RecordRestorer(RestoreStores stores, RecordVerifier verifier, RestoreTally tally) {
    this.stores = stores;
    this.verifier = verifier;
    this.tally = tally;
  }

  /**
   * Restores what some entries name.
   *
   * @param entries entries that the signed root covers
   */
  void restore(List<LogEntry> entries) {
    // A record that has two entries is harmless: the first one counts.
    Map<String, LogEntry> named = new LinkedHashMap<>();
    entries.forEach(it -> named.putIfAbsent(it.recordKey(), it));
    List<LogEntry> wanted = List.copyOf(named.values());
    List<Optional<byte[]>> there = RestoreStores.contents(stores.bucket(), keys(wanted));
    List<LogEntry> absent = new ArrayList<>();
    for (int at = 0; at < wanted.size(); at++) {
      LogEntry entry = wanted.get(at);
      if (there.get(at).isEmpty()) {
        absent.add(entry);
      } else if (entry.isOf(there.get(at).get())) {
        tally.present();
      } else {
        tally.found(
            RestoreFault.ALTERED, entry.recordKey(), "the bucket's object is not the logged one");
      }
    }
    List<Optional<byte[]>> copies = RestoreStores.contents(stores.copy(), keys(absent));
    for (int at = 0; at < absent.size(); at++) {
      restore(absent.get(at), copies.get(at));
    }
  }

  private static List<String> keys(List<LogEntry> entries) {
    return entries.stream().map(LogEntry::recordKey).toList();
  }

  private void restore(LogEntry entry, Optional<byte[]> newest) {
    Optional<byte[]> proven = newest.filter(entry::isOf).or(() -> olderVersion(entry));
    if (proven.isEmpty()) {
      tally.found(
          newest.isPresent() ? RestoreFault.FORGED : RestoreFault.MISSING,
          entry.recordKey(),
          newest.isPresent()
              ? "the copy's object is not the logged one, which has sha256 " + entry.recordSha256()
              : "neither bucket has it; the log states sha256 " + entry.recordSha256());
    } else if (stores.write(entry.recordKey(), proven.get(), Keeping.RETAINED)) {
      tally.restored();
      restoreChunks(proven.get());
    } else {
      tally.found(
          RestoreFault.ALTERED, entry.recordKey(), "another object was put while it was restored");
    }
  }

  /** Looks below what was put on top of a record, or a delete marker: both only hide it. */
  private Optional<byte[]> olderVersion(LogEntry entry) {
    try (Stream<ListedVersion> versions = stores.copy().versions(entry.recordKey())) {
      return versions
          .filter(it -> it.key().equals(entry.recordKey()) && !it.isDeleteMarker())
          .limit(MAX_VERSIONS)
          .flatMap(it -> content(it).stream())
          .filter(entry::isOf)
          .findFirst();
    }
  }

  private Optional<byte[]> content(ListedVersion version) {
    try {
      return stores.copy().find(version.key(), version.versionId()).map(StoredObject::content);
    } catch (InvalidLogException tooLarge) {
      return Optional.empty();
    }
  }

  /** The record states the root of the list, so that the list needs no other proof. */
  private void restoreChunks(byte[] record) {
    if (!(verifier.verify(record) instanceof Verdict.Valid valid)) {
      return;
    }
    StatedChunks stated = valid.record().chunks();
    if (stated == null) {
      return;
    }
    String key = RecordKey.ofChunks(valid.record().version(), stated.root());
    RestoreStores.content(stores.copy(), key)
        .filter(it -> isList(it, stated, valid.record().size()))
        .ifPresentOrElse(
            it -> {
              boolean unused = stores.write(key, it, Keeping.RETAINED);
            },
            () -> tally.found(RestoreFault.MISSING, key, "the copy has no such list of chunks"));
  }

  private static boolean isList(byte[] list, StatedChunks stated, long objectSize) {
    try {
      return ChunkDigests.of(list, stated, objectSize).stated().equals(stated);
    } catch (InvalidChunksException malformed) {
      return false;
    }
  }
}
