package dev.waybill.why.tell;

import dev.waybill.provenance.RecordStore;
import dev.waybill.record.StoredRecord;
import dev.waybill.record.chunk.ChunkDigests;
import dev.waybill.record.object.ObjectVersion;
import java.util.List;
import java.util.Optional;

/**
 * Store of records that can be unreachable.
 *
 * @param check throws when the store is unreachable
 */
record FailingRecords(RecordStore store, Runnable check) implements RecordStore {
  @Override
  public String bucket() {
    return store.bucket();
  }

  @Override
  public boolean seal(ObjectVersion version, byte[] record) {
    return store.seal(version, record);
  }

  @Override
  public void storeChunks(ObjectVersion version, ChunkDigests chunks) {
    store.storeChunks(version, chunks);
  }

  @Override
  public Optional<StoredRecord> find(ObjectVersion version) {
    return store.find(version);
  }

  @Override
  public Optional<StoredRecord> read(String key) {
    return store.read(key);
  }

  @Override
  public List<String> recordKeys(String bucket, String key) {
    check.run();
    return store.recordKeys(bucket, key);
  }

  @Override
  public List<String> waiverKeys(String recordKey) {
    return store.waiverKeys(recordKey);
  }
}
