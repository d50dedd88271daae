package dev.waybill.fixity.examine;

import dev.waybill.fixity.LoggedEntries;
import dev.waybill.fixity.TileRange;
import dev.waybill.log.proof.EntryFinder;
import dev.waybill.log.proof.LocatedEntry;
import dev.waybill.log.proof.WantedEntry;
import dev.waybill.record.RecordKey;
import dev.waybill.record.RecordVerifier;
import dev.waybill.record.StoredRecord;
import dev.waybill.record.Verdict;
import dev.waybill.record.log.LogEntry;
import dev.waybill.record.log.TileReader;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import dev.waybill.settings.CustodyScopes;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Search for the entries of a promoted key. The records of its original key say when they were
 * sealed, and so where the log has them. A record only leads to an entry: it needs no valid
 * signature, because what counts is the entry that the checkpoint covers.
 */
public final class SealSearch implements TouchedObjects.Seals {
  /** Limit of the sealed versions of a key; those of further ones are left to the cycle. */
  static final int MAX_RECORDS = 32;

  /** Limit of the bundles that are read for one entry. */
  private static final long MAX_BUNDLES = 64;

  private final ObjectReads reads;
  private final CustodyScopes scopes;
  private final String provenance;
  private final RecordVerifier verifier;
  private final LoggedEntries entries;
  private final TileReader bundles;

  /**
   * @param scopes the scopes of custody
   * @param provenance name of the provenance bucket
   * @param verifier verifier of records with the trusted keys
   * @param bundles the bundles of the log, unverified
   */
  public SealSearch(
      ObjectReads reads,
      CustodyScopes scopes,
      String provenance,
      RecordVerifier verifier,
      LoggedEntries entries,
      TileReader bundles) {
    this.reads = reads;
    this.scopes = scopes;
    this.provenance = provenance;
    this.verifier = verifier;
    this.entries = entries;
    this.bundles = bundles;
  }

  /**
   * Returns the entries of the versions that were promoted to the key of an object, the newest
   * first; those of the object itself below the prefix of drills, and none for another bucket or
   * prefix.
   *
   * @throws UnreadableException when the records cannot be read, or are too many
   * @throws RuntimeException when the log cannot be read
   */
  @Override
  public List<LocatedSeal> of(TouchedObject object) {
    String bucket = object.bucket();
    String key = object.key();
    Optional<ObjectVersion> original = original(bucket, key);
    if (original.isEmpty()) {
      return List.of();
    }
    ObjectVersion source = original.get();
    List<String> records =
        new ArrayList<>(reads.keys(provenance, RecordKey.prefixOf(source.bucket(), source.key())));
    if (!source.key().equals(key)) {
      // An object that was there before is sealed where it is.
      records.addAll(reads.keys(provenance, RecordKey.prefixOf(bucket, key)));
    }
    if (records.size() > MAX_RECORDS) {
      throw new UnreadableException("the key has " + records.size() + " sealed versions");
    }
    List<LocatedSeal> found = new ArrayList<>();
    for (String record : records) {
      wanted(record, source)
          .flatMap(this::entry)
          .filter(it -> isAt(it.entry(), bucket, key))
          .ifPresent(found::add);
    }
    found.sort(Comparator.comparingLong(LocatedSeal::index).reversed());
    return found;
  }

  /** Returns where an object arrived, with no version; empty for one that is none of ours. */
  private Optional<ObjectVersion> original(String bucket, String key) {
    String none = ObjectVersion.NULL_VERSION;
    return bucket.equals(scopes.first().bucket()) && key.startsWith(scopes.first().drills())
        ? Optional.of(new ObjectVersion(bucket, key, none))
        : scopes
            .ofDestination(bucket, key)
            .map(it -> new ObjectVersion(it.bucket(), it.arrived(key), none));
  }

  private static boolean isAt(LogEntry entry, String bucket, String key) {
    String destination = entry.destinationKey();
    return destination == null
        ? key.equals(entry.version().key()) && bucket.equals(entry.version().bucket())
        : key.equals(destination) && bucket.equals(entry.bucketOfCopy());
  }

  /**
   * @param unknown version to state for a record that is not valid
   */
  private Optional<WantedEntry> wanted(String recordKey, ObjectVersion unknown) {
    if (!(reads.get(provenance, recordKey, null) instanceof ReadReply.Found found)) {
      return Optional.empty();
    }
    try (InputStream body = found.body()) {
      byte[] bytes = body.readNBytes(RecordVerifier.MAX_RECORD_BYTES + 1);
      StoredRecord stored = new StoredRecord(bytes, found.state().lastModified());
      if (verifier.verify(stored) instanceof Verdict.Valid valid
          && RecordKey.of(valid.record().version()).equals(recordKey)) {
        return Optional.of(WantedEntry.of(valid.record(), bytes));
      }
      Sha256 digest = Sha256.hash(bytes);
      return Optional.of(
          new WantedEntry(recordKey, digest, unknown, digest, found.state().lastModified()));
    } catch (IOException e) {
      throw new UnreadableException("a record of the key cannot be read", e);
    }
  }

  private Optional<LocatedSeal> entry(WantedEntry wanted) {
    long size = entries.size();
    return new EntryFinder(bundles, size, MAX_BUNDLES, read -> {})
        .find(wanted)
        .entry()
        .map(LocatedEntry::index)
        .map(it -> new LocatedSeal(it, authentic(it)))
        .filter(it -> it.entry().recordKey().equals(wanted.recordKey()));
  }

  private LogEntry authentic(long index) {
    int at = (int) (index % TileRange.FULL);
    return entries.read(new TileRange(index / TileRange.FULL, at + 1)).get(at);
  }
}
