package dev.waybill.localcloud.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change that somebody may want to hear of.
 *
 * @param id strictly increasing in one store, never used twice
 * @param eventName such as {@code ObjectCreated:Put}
 * @param bucket the bucket
 * @param key the key, not encoded
 * @param versionId the version
 * @param eTag without quotes, or null for a removal
 * @param size in bytes, or null for a removal
 * @param sequencer the order among the key's events
 * @param time when it happened
 * @param cause who caused it
 * @param destinations who is to be told, as it was when it happened
 */
public record ObjectEvent(
    long id,
    String eventName,
    String bucket,
    String key,
    String versionId,
    @Nullable String eTag,
    @Nullable Long size,
    String sequencer,
    Instant time,
    WriteCause cause,
    List<WriteDestination> destinations) {
  public ObjectEvent {
    // Older journals do not have it.
    destinations = destinations == null ? List.of() : List.copyOf(destinations);
  }

  static ObjectEvent of(
      long id,
      String eventName,
      String bucket,
      StoredVersion version,
      Instant time,
      WriteCause cause,
      List<WriteDestination> destinations) {
    boolean created = eventName.startsWith("ObjectCreated");
    return new ObjectEvent(
        id,
        eventName,
        bucket,
        version.key(),
        version.versionId(),
        created ? version.eTag() : null,
        created ? version.size() : null,
        created ? version.sequencer() : Sequence.hex(id),
        time,
        cause,
        destinations);
  }
}
