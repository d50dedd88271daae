package dev.waybill.localcloud.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Change of an object that is delivered to notification queues.
 *
 * @param id the unique id, strictly increasing within a store
 * @param eventName the event type, such as {@code ObjectCreated:Put}
 * @param bucket the name of the bucket
 * @param key the object key, not encoded
 * @param versionId the version id
 * @param eTag the eTag without quotes, or null for a removal
 * @param size the size in bytes, or null for a removal
 * @param sequencer the position among the events of the key, hexadecimal
 * @param time the time of the change
 * @param cause the request that caused the change
 * @param destinations the queues that the configuration named at that time
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
    // Journals of older versions have no destinations.
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
