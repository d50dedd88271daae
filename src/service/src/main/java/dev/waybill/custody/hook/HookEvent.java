package dev.waybill.custody.hook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.model.CustodySummary;
import dev.waybill.model.Digested;
import dev.waybill.model.Sealed;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Event that a hook receives: one object at one place of its custody. Calls about the same place
 * and record have the same id.
 *
 * @param hook the place
 * @param object the sealed version
 * @param size the size in bytes
 * @param sha256 the digest of the whole object
 * @param recordBucket the provenance bucket
 * @param recordKey the key of the record
 * @param destinationBucket the bucket that the object is promoted to
 * @param destinationKey the key that the object is promoted to
 * @param destinationVersionId the version id of the promoted object; null before promotion
 * @param writtenAt the time of the write, or null when it is not known
 * @param sealedAt the time the record was made
 * @param promotedAt the time of promotion; null before it
 */
public record HookEvent(
    Hook hook,
    ObjectVersion object,
    long size,
    Sha256 sha256,
    String recordBucket,
    String recordKey,
    String destinationBucket,
    String destinationKey,
    @Nullable String destinationVersionId,
    @Nullable Instant writtenAt,
    Instant sealedAt,
    @Nullable Instant promotedAt) {
  /** Version of the format: members may be added to it, and none changes its meaning. */
  static final int FORMAT = 1;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** ASCII only, because SQS rejects some characters that JSON allows. */
  private static final ObjectWriter WRITER =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build().writer();

  /** Returns the event of a version that is sealed and not promoted yet. */
  public static HookEvent sealed(Sealed sealed, String destinationBucket, String destinationKey) {
    Digested digested = sealed.digested();
    return new HookEvent(
        Hook.SEALED,
        sealed.version(),
        digested.size(),
        digested.sha256(),
        sealed.recordBucket(),
        sealed.recordKey(),
        destinationBucket,
        destinationKey,
        null,
        digested.lastModified(),
        sealed.sealedAt(),
        null);
  }

  /** Returns the event of a version that is promoted. */
  public static HookEvent promoted(CustodySummary promoted, String recordBucket) {
    return new HookEvent(
        Hook.PROMOTED,
        promoted.version(),
        promoted.size(),
        promoted.sha256(),
        recordBucket,
        promoted.recordKey(),
        promoted.destination().bucket(),
        promoted.destination().key(),
        promoted.destination().versionId(),
        promoted.writtenAt(),
        promoted.sealedAt(),
        promoted.promotedAt());
  }

  /** Returns the id, by which a receiver recognises a repeated call: 64 hexadecimal digits. */
  public String id() {
    return Sha256.hash(hook.label() + "\n" + recordKey).toString();
  }

  /** Returns the event as JSON in ASCII. Keys and version ids in it are untrusted input. */
  public String json() {
    ObjectNode event = JSON.createObjectNode();
    event.put("version", FORMAT).put("event", hook.label()).put("id", id());
    place(event.putObject("object"), object.bucket(), object.key())
        .put("versionId", object.versionId())
        .put("size", size)
        .put("sha256", sha256.toString());
    place(event.putObject("record"), recordBucket, recordKey)
        .put("uri", "s3://" + recordBucket + "/" + recordKey);
    ObjectNode destination =
        place(event.putObject("destination"), destinationBucket, destinationKey);
    if (destinationVersionId != null) {
      destination.put("versionId", destinationVersionId);
    }
    ObjectNode times = event.putObject("times");
    time(times, "written", writtenAt);
    time(times, "sealed", sealedAt);
    time(times, "promoted", promotedAt);
    try {
      return WRITER.writeValueAsString(event);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static ObjectNode place(ObjectNode object, String bucket, String key) {
    return object.put("bucket", bucket).put("key", key);
  }

  private static void time(ObjectNode times, String name, @Nullable Instant time) {
    if (time != null) {
      times.put(name, time.toString());
    }
  }
}
