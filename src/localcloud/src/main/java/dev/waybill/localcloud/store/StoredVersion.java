package dev.waybill.localcloud.store;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Version of an object, or a delete marker.
 *
 * @param key the key of the object
 * @param versionId the version id; {@code "null"} when written without versioning
 * @param deleteMarker true for a delete marker, which has no content
 * @param size the size in bytes
 * @param eTag the eTag without quotes; empty for a marker
 * @param checksums the Base64 checksums by lower-case algorithm
 * @param checksumType {@code FULL_OBJECT}, {@code COMPOSITE} or null
 * @param headers the system metadata by lower-case header name
 * @param metadata the user metadata by lower-case name
 * @param tags the tags of the object
 * @param retention the retention, or null
 * @param legalHold true when a legal hold is on, false when it was released, null when there was
 *     none
 * @param parts the parts of a multipart upload; empty for a single put
 * @param lastModified the time of the write, in milliseconds
 * @param sequencer the position in the order of writes, hexadecimal
 * @param segments the content files
 */
public record StoredVersion(
    String key,
    String versionId,
    boolean deleteMarker,
    long size,
    String eTag,
    Map<String, String> checksums,
    @Nullable String checksumType,
    Map<String, String> headers,
    Map<String, String> metadata,
    Map<String, String> tags,
    @Nullable Retention retention,
    @Nullable Boolean legalHold,
    List<PartInfo> parts,
    Instant lastModified,
    String sequencer,
    @JsonProperty("segments") List<Segment> segments) {
  public StoredVersion {
    checksums = Map.copyOf(checksums);
    checksumType = checksumType == null ? null : checksumType.intern();
    headers = SharedMaps.of(headers);
    metadata = Map.copyOf(metadata);
    tags = SharedMaps.of(tags);
    parts = List.copyOf(parts);
    segments = List.copyOf(segments);
  }

  static StoredVersion marker(String key, String versionId, Instant at, String sequencer) {
    return new StoredVersion(
        key, versionId, true, 0, "", Map.of(), null, Map.of(), Map.of(), Map.of(), null, null,
        List.of(), at, sequencer, List.of());
  }

  StoredVersion withTags(Map<String, String> to) {
    return changed(headers, to, retention, legalHold);
  }

  StoredVersion withRetention(@Nullable Retention to) {
    return changed(headers, tags, to, legalHold);
  }

  StoredVersion withLegalHold(boolean on) {
    return changed(headers, tags, retention, on);
  }

  StoredVersion withHeaders(Map<String, String> to) {
    return changed(to, tags, retention, legalHold);
  }

  private StoredVersion changed(
      Map<String, String> newHeaders,
      Map<String, String> newTags,
      @Nullable Retention newRetention,
      @Nullable Boolean newHold) {
    return new StoredVersion(
        key,
        versionId,
        deleteMarker,
        size,
        eTag,
        checksums,
        checksumType,
        newHeaders,
        metadata,
        newTags,
        newRetention,
        newHold,
        parts,
        lastModified,
        sequencer,
        segments);
  }
}
