package dev.waybill.fixity.examine;

import dev.waybill.provenance.SealedVersion;
import dev.waybill.record.CustodyRecord;
import dev.waybill.record.RecordKey;
import dev.waybill.record.RecordVerifier;
import dev.waybill.record.StoredRecord;
import dev.waybill.record.Verdict;
import dev.waybill.record.object.ObjectVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Valid records of all sealed versions of a key. Records decide which objects were sealed, because
 * every principal that may write an object chooses its metadata and tags. An invalid record seals
 * nothing.
 */
final class KeyHistory {
  private static final int MAX_CACHED_RECORDS = 10_000;

  private final ObjectReads reads;
  private final String bucket;
  private final RecordVerifier verifier;

  /** By the record's key. A record never changes, and one that is changed has its own entry. */
  private final Map<String, KeyRecord> cache =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, KeyRecord> eldest) {
          return size() > MAX_CACHED_RECORDS;
        }
      };

  /**
   * @param bucket the provenance bucket
   */
  KeyHistory(ObjectReads reads, String bucket, RecordVerifier verifier) {
    this.reads = reads;
    this.bucket = bucket;
    this.verifier = verifier;
  }

  /** Returns the sealed versions of a version's key, in any order. */
  List<KeyRecord> of(ObjectVersion version) {
    List<KeyRecord> records = new ArrayList<>();
    for (String key : reads.keys(bucket, RecordKey.prefixOf(version.bucket(), version.key()))) {
      record(key, version).ifPresent(records::add);
    }
    return records;
  }

  private Optional<KeyRecord> record(String recordKey, ObjectVersion version) {
    KeyRecord cached = cached(recordKey);
    if (cached != null) {
      return Optional.of(cached);
    }
    Optional<KeyRecord> record =
        read(recordKey)
            .filter(it -> it.version().bucket().equals(version.bucket()))
            .filter(it -> it.version().key().equals(version.key()))
            .filter(it -> RecordKey.of(it.version()).equals(recordKey))
            .map(KeyHistory::of);
    record.ifPresent(it -> cache(recordKey, it));
    return record;
  }

  private @Nullable KeyRecord cached(String recordKey) {
    synchronized (cache) {
      return cache.get(recordKey);
    }
  }

  private void cache(String recordKey, KeyRecord record) {
    synchronized (cache) {
      cache.put(recordKey, record);
    }
  }

  private Optional<CustodyRecord> read(String recordKey) {
    if (!(reads.get(bucket, recordKey, null) instanceof ReadReply.Found found)) {
      return Optional.empty();
    }
    try (InputStream body = found.body()) {
      byte[] bytes = body.readNBytes(RecordVerifier.MAX_RECORD_BYTES + 1);
      if (bytes.length < Math.min(found.state().size(), RecordVerifier.MAX_RECORD_BYTES)) {
        throw new UnreadableException("the read of a record of the key ended early");
      }
      return verifier.verify(new StoredRecord(bytes, found.state().lastModified()))
              instanceof Verdict.Valid valid
          ? Optional.of(valid.record())
          : Optional.empty();
    } catch (IOException e) {
      throw new UnreadableException("a record of the key cannot be read", e);
    }
  }

  private static KeyRecord of(CustodyRecord record) {
    return new KeyRecord(
        new SealedVersion(
            record.version().versionId(),
            record.checksumOfCopy(),
            record.sha256().base64(),
            record.order()),
        record.size());
  }
}
