package dev.waybill.localcloud.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One record of a bucket's journal: a change and, in the same record, the event that tells of it,
 * so that both are durable or neither is.
 *
 * @param op what changed
 * @param version the version put or changed, or null
 * @param key with {@code versionId}, what was removed, or null
 * @param versionId likewise
 * @param upload the upload begun, or null
 * @param uploadId the upload that a part belongs to, or that ended, or null
 * @param part the part, or null
 * @param segments the part's bytes, or null
 * @param event to be delivered, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Entry(
    Op op,
    @Nullable StoredVersion version,
    @Nullable String key,
    @Nullable String versionId,
    @Nullable MultipartUpload upload,
    @Nullable String uploadId,
    @Nullable PartInfo part,
    @Nullable List<Segment> segments,
    @Nullable ObjectEvent event) {
  /** The kinds of change. */
  enum Op {
    /** A new version; ends an upload when one is named. */
    PUT,
    /** The same version with other tags or lock. */
    UPDATE,
    /** A version is gone. */
    REMOVE,
    /** An upload begins. */
    UPLOAD,
    /** A part is there, in place of an earlier one of its number. */
    PART,
    /** An upload is abandoned. */
    ABORT,
    /** Nothing but an event, kept when the journal was rewritten. */
    EVENT
  }

  static Entry put(StoredVersion version, @Nullable String uploadId, @Nullable ObjectEvent event) {
    return new Entry(Op.PUT, version, null, null, null, uploadId, null, null, event);
  }

  static Entry update(StoredVersion version) {
    return new Entry(Op.UPDATE, version, null, null, null, null, null, null, null);
  }

  static Entry remove(String key, String versionId, @Nullable ObjectEvent event) {
    return new Entry(Op.REMOVE, null, key, versionId, null, null, null, null, event);
  }

  static Entry upload(MultipartUpload upload) {
    return new Entry(Op.UPLOAD, null, null, null, upload, null, null, null, null);
  }

  static Entry part(String uploadId, PartInfo part, List<Segment> segments) {
    return new Entry(Op.PART, null, null, null, null, uploadId, part, segments, null);
  }

  static Entry abort(String uploadId) {
    return new Entry(Op.ABORT, null, null, null, null, uploadId, null, null, null);
  }

  static Entry event(ObjectEvent event) {
    return new Entry(Op.EVENT, null, null, null, null, null, null, null, event);
  }
}
