package dev.waybill.provenance;

import dev.waybill.record.StoredRecord;
import dev.waybill.record.chunk.ChunkDigests;
import dev.waybill.record.object.ObjectVersion;
import java.util.List;
import java.util.Optional;

/** Store of records that writes each record once and never replaces one. */
public interface RecordStore {
  /** Returns the name of the bucket that holds the records. */
  String bucket();

  /**
   * Seals a record, which is the commit point of custody.
   *
   * @return true when the record was written; false when one already exists
   */
  boolean seal(ObjectVersion version, byte[] record);

  /**
   * Stores the list of a version's chunk digests, unless it is stored already. The version's record
   * is sealed afterwards.
   */
  void storeChunks(ObjectVersion version, ChunkDigests chunks);

  /** Returns the record of a version, or empty when the version was never sealed. */
  Optional<StoredRecord> find(ObjectVersion version);

  /** Returns the object under a key of the store, or empty when there is none. */
  Optional<StoredRecord> read(String key);

  /** Returns the keys of the records of every version of one original key. */
  List<String> recordKeys(String bucket, String key);

  /** Returns the keys of the waivers of one object in the place of a record. */
  List<String> waiverKeys(String recordKey);
}
