package dev.waybill.provenance;

import dev.waybill.record.RecordKey;
import dev.waybill.record.StoredRecord;
import dev.waybill.record.chunk.ChunkDigests;
import dev.waybill.record.object.ObjectVersion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Store of records in memory that writes each record once, as the provenance bucket does. */
public final class InMemoryRecordStore implements RecordStore {
  private final TreeMap<String, StoredRecord> records = new TreeMap<>();
  private boolean isFull;

  @Override
  public String bucket() {
    return "provenance";
  }

  @Override
  public synchronized boolean seal(ObjectVersion version, byte[] record) {
    return records.putIfAbsent(RecordKey.of(version), stored(record)) == null;
  }

  @Override
  public synchronized void storeChunks(ObjectVersion version, ChunkDigests chunks) {
    if (isFull) {
      throw new IllegalStateException("the store rejects lists");
    }
    var unused =
        records.putIfAbsent(
            RecordKey.ofChunks(version, chunks.stated().root()), stored(chunks.list()));
  }

  /** Rejects lists of chunk digests from now on, or accepts them again. */
  public synchronized void setFull(boolean full) {
    isFull = full;
  }

  /** Puts a record that was never checked, as an attacker with write access could. */
  public synchronized void forge(ObjectVersion version, byte[] record) {
    records.put(RecordKey.of(version), stored(record));
  }

  @Override
  public Optional<StoredRecord> find(ObjectVersion version) {
    return read(RecordKey.of(version));
  }

  @Override
  public synchronized Optional<StoredRecord> read(String key) {
    return Optional.ofNullable(records.get(key));
  }

  private static StoredRecord stored(byte[] record) {
    return new StoredRecord(record.clone(), Instant.EPOCH);
  }

  @Override
  public synchronized List<String> recordKeys(String bucket, String key) {
    return keys(RecordKey.prefixOf(bucket, key));
  }

  @Override
  public synchronized List<String> waiverKeys(String recordKey) {
    return keys(RecordKey.waiversOf(recordKey));
  }

  private List<String> keys(String prefix) {
    return records.keySet().stream().filter(it -> it.startsWith(prefix)).toList();
  }

  /** Puts an object under a key, as a principal with write access could. */
  public synchronized void put(String key, byte[] content) {
    records.put(key, stored(content));
  }
}
