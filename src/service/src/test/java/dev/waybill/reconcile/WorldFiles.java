package dev.waybill.reconcile;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.reconcile.row.CustodyBucket;
import dev.waybill.reconcile.row.EventActor;
import dev.waybill.reconcile.row.EventEffect;
import dev.waybill.reconcile.row.EventRow;
import dev.waybill.reconcile.row.SealedRow;
import dev.waybill.reconcile.row.ThereRow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Rows of a world as the files that the tables of {@code sql/schema} are over. */
final class WorldFiles {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  private final String provenance;
  private final String raw;
  private final BiConsumer<String, byte[]> file;

  /**
   * @param file receives the key and the bytes of each file of the provenance bucket
   */
  WorldFiles(String raw, String provenance, BiConsumer<String, byte[]> file) {
    this.raw = raw;
    this.provenance = provenance;
    this.file = file;
  }

  static String time(Instant time) {
    return TIME.format(time);
  }

  void listing(String run, String source, int number, List<ThereRow> rows) {
    String bucket = source.equals("raw") ? raw : provenance;
    StringBuilder lines = new StringBuilder();
    for (ThereRow row : rows) {
      ObjectNode json = JSON.createObjectNode();
      json.put("bucket", bucket).put("key", row.key()).put("version_id", row.versionId());
      json.put("is_latest", row.isCurrent()).put("is_delete_marker", row.isDeleteMarker());
      json.put("size", row.size()).put("last_modified", time(row.lastModified()));
      put(json, "e_tag", row.eTag());
      put(json, "sha256", row.sha256());
      lines.append(json).append('\n');
    }
    file.accept(
        "reconcile/objects/" + run + "/" + source + "/" + number + ".ndjson.gz", gzip(lines));
  }

  void entries(String key, List<SealedRow> rows) {
    StringBuilder lines = new StringBuilder();
    for (SealedRow row : rows) {
      ObjectNode json = JSON.createObjectNode();
      json.put("index", row.index()).put("bucket", raw).put("key", row.key());
      json.put("kind", row.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
      json.put("record", row.recordKey()).put("sealed", row.sealedAt().toString());
      json.put("sha256", row.sha256()).put("size", row.size()).put("v", 1);
      json.put("versionId", row.versionId());
      put(json, "destination", row.destinationKey());
      put(json, "eTag", row.eTag());
      lines.append(json).append('\n');
    }
    file.accept(key, gzip(lines));
  }

  /** Writes lines as a file. */
  void put(String key, String lines) {
    file.accept(key, gzip(lines));
  }

  /** Writes the numbers of rows; null for those of an inventory, which nothing states. */
  void sources(String run, Instant asOf, @Nullable Long there, long records, long entries) {
    StringBuilder lines = new StringBuilder();
    source(lines, "raw", asOf, there);
    source(lines, "records", asOf, records);
    source(lines, "entries", asOf, entries);
    file.accept("reconcile/sources/" + run + "/0.ndjson.gz", gzip(lines));
  }

  private static void source(StringBuilder lines, String name, Instant asOf, @Nullable Long rows) {
    lines
        .append(
            JSON.createObjectNode()
                .put("source", name)
                .put("as_of", time(asOf))
                .put("row_count", rows))
        .append('\n');
  }

  private static void put(ObjectNode json, String name, @Nullable String value) {
    if (value != null) {
      json.put(name, value);
    }
  }

  /**
   * Returns a log file of CloudTrail.
   *
   * @param name prefix of the ids of its events
   */
  byte[] logFile(String name, List<EventRow> events) {
    StringBuilder text = new StringBuilder("{\"Records\":[");
    int number = 0;
    for (EventRow event : events) {
      text.append(number == 0 ? "" : ",").append(record(event, name + number++));
    }
    return gzip(text.append("]}"));
  }

  private ObjectNode record(EventRow event, String id) {
    ObjectNode json = JSON.createObjectNode();
    json.put("eventVersion", "1.11").put("eventSource", "s3.amazonaws.com");
    json.put("eventTime", event.time().toString()).put("eventName", event.name());
    json.put("eventID", id).put("eventCategory", "Data");
    json.put("requestID", event.requestId()).put("sourceIPAddress", event.sourceAddress());
    json.set("userIdentity", caller(event));
    ObjectNode request = json.putObject("requestParameters");
    request.put("bucketName", event.bucket() == CustodyBucket.RAW ? raw : provenance);
    request.put("key", event.key());
    put(request, "x-amz-copy-source", event.copySource());
    if (event.error() != null) {
      json.put("errorCode", event.error());
    }
    boolean isRequested = event.effect() == EventEffect.DELETED || event.error() != null;
    if (event.versionId() != null) {
      (isRequested ? request : json.putObject("responseElements"))
          .put(isRequested ? "versionId" : "x-amz-version-id", event.versionId());
    }
    return json;
  }

  private static ObjectNode caller(EventRow event) {
    ObjectNode caller = JSON.createObjectNode();
    if (event.actor() == EventActor.LIFECYCLE) {
      return caller.put("type", "AWSService").put("invokedBy", "s3.amazonaws.com");
    }
    caller.put("accountId", "111122223333");
    if (event.actor() == EventActor.SERVICE) {
      ObjectNode issuer = caller.putObject("sessionContext").putObject("sessionIssuer");
      issuer.put("arn", ReconcileWorld.SERVICE).put("userName", "waybill");
      return caller.put("type", "AssumedRole");
    }
    return caller.put("type", "IAMUser").put("arn", ReconcileWorld.PERSON);
  }

  private static byte[] gzip(CharSequence text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }
}
