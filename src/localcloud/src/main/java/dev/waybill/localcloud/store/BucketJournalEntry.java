package dev.waybill.localcloud.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Entry of a bucket's journal. A change and its event are one entry, so that either both are
 * durable or neither is.
 *
 * @param op the kind of change
 * @param version the version that was added or changed, or null
 * @param key the key of a removed version, or null
 * @param versionId the id of a removed version, or null
 * @param upload the upload that was created, or null
 * @param uploadId the upload that a part belongs to or that ended, or null
 * @param part the part, or null
 * @param segments the content files of the part, or null
 * @param event the event to be delivered, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record BucketJournalEntry(
    Op op,
    @Nullable StoredVersion version,
    @Nullable String key,
    @Nullable String versionId,
    @Nullable MultipartUpload upload,
    @Nullable String uploadId,
    @Nullable PartInfo part,
    @Nullable List<Segment> segments,
    @Nullable ObjectEvent event) {
  /** Kind of change. */
  enum Op {
    /** Adds a version and ends the upload, if one is named. */
    PUT,
    /** Changes the tags, the lock or the encryption of a version. */
    UPDATE,
    /** Removes a version. */
    REMOVE,
    /** Creates an upload. */
    UPLOAD,
    /** Adds a part or replaces the part with this number. */
    PART,
    /** Aborts an upload. */
    ABORT,
    /** Keeps an undelivered event of a rewritten journal. */
    EVENT
  }

  static BucketJournalEntry put(
      StoredVersion version, @Nullable String uploadId, @Nullable ObjectEvent event) {
    return new BucketJournalEntry(Op.PUT, version, null, null, null, uploadId, null, null, event);
  }

  static BucketJournalEntry update(StoredVersion version) {
    return new BucketJournalEntry(Op.UPDATE, version, null, null, null, null, null, null, null);
  }

  static BucketJournalEntry remove(String key, String versionId, @Nullable ObjectEvent event) {
    return new BucketJournalEntry(Op.REMOVE, null, key, versionId, null, null, null, null, event);
  }

  static BucketJournalEntry upload(MultipartUpload upload) {
    return new BucketJournalEntry(Op.UPLOAD, null, null, null, upload, null, null, null, null);
  }

  static BucketJournalEntry part(String uploadId, PartInfo part, List<Segment> segments) {
    return new BucketJournalEntry(Op.PART, null, null, null, null, uploadId, part, segments, null);
  }

  static BucketJournalEntry abort(String uploadId) {
    return new BucketJournalEntry(Op.ABORT, null, null, null, null, uploadId, null, null, null);
  }

  static BucketJournalEntry event(ObjectEvent event) {
    return new BucketJournalEntry(Op.EVENT, null, null, null, null, null, null, null, event);
  }
}
