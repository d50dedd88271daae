package dev.waybill.why.source;

import dev.waybill.provenance.RecordStore;
import dev.waybill.record.RecordKey;
import dev.waybill.record.RecordVerifier;
import dev.waybill.record.StoredRecord;
import dev.waybill.record.Verdict;
import dev.waybill.record.Verdict.Invalid;
import dev.waybill.record.Verdict.Valid;
import dev.waybill.record.object.PercentEncoding;
import dev.waybill.record.object.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reader of all records of a key, each verified. */
public final class SealReader {
  /** Limit of the records of a key; further ones are a gap. */
  static final int MAX_RECORDS = 200;

  private final RecordStore store;
  private final RecordVerifier verifier;

  /**
   * Records of a key.
   *
   * @param seals valid ones
   * @param bad objects in the place of records
   * @param unread number of objects that were not read
   */
  public record Seals(List<ObjectSeal> seals, List<BadRecord> bad, int unread) {
    /** Records of a key that has none. */
    public static final Seals NONE = new Seals(List.of(), List.of(), 0);

    public Seals {
      seals = List.copyOf(seals);
      bad = List.copyOf(bad);
    }
  }

  public SealReader(RecordStore store, RecordVerifier verifier) {
    this.store = store;
    this.verifier = verifier;
  }

  /**
   * Reads the records of an object's versions. An object below the prefix of copies may be sealed
   * itself.
   *
   * @throws RuntimeException when they cannot be read
   */
  public Seals read(StoryKeys keys) {
    List<String> all =
        keys.all().stream().flatMap(it -> store.recordKeys(keys.bucket(it), it).stream()).toList();
    List<ObjectSeal> seals = new ArrayList<>();
    List<BadRecord> bad = new ArrayList<>();
    for (String key : all.subList(0, Math.min(all.size(), MAX_RECORDS))) {
      Optional<StoredRecord> stored = store.read(key);
      stored.ifPresent(it -> add(key, it, keys, seals, bad));
    }
    return new Seals(seals, bad, Math.max(0, all.size() - MAX_RECORDS));
  }

  private void add(
      String key,
      StoredRecord stored,
      StoryKeys keys,
      List<ObjectSeal> seals,
      List<BadRecord> bad) {
    Verdict verdict = verifier.verify(stored);
    String uri = "s3://" + store.bucket() + "/" + PercentEncoding.path(key);
    if (verdict instanceof Valid valid && isOf(valid, key, keys)) {
      seals.add(new ObjectSeal(valid.record(), stored, uri));
      return;
    }
    String reason =
        verdict instanceof Invalid invalid
            ? invalid.reason().name().toLowerCase(Locale.ROOT) + ": " + invalid.detail()
            : "it is the record of another object";
    bad.add(new BadRecord(uri, stored.storedAt(), reason, isWaived(key, stored)));
  }

  /** A record that was moved to another key is valid, but describes another object. */
  private static boolean isOf(Valid valid, String key, StoryKeys keys) {
    var version = valid.record().version();
    return keys.has(version.key())
        && version.bucket().equals(keys.bucket(version.key()))
        && RecordKey.of(version).equals(key);
  }

  private boolean isWaived(String key, StoredRecord stored) {
    Sha256 digest = Sha256.hash(stored.bytes());
    return store.waiverKeys(key).stream()
        .flatMap(it -> store.read(it).stream())
        .flatMap(it -> verifier.waiver(it).stream())
        .anyMatch(it -> it.key().equals(key) && it.sha256().equals(digest));
  }
}
