package dev.waybill.trail.run;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.waybill.log.StatementArchive;
import dev.waybill.record.CustodyStatement;
import dev.waybill.record.TrailStatement;
import dev.waybill.trail.RegionResult;
import dev.waybill.trail.TrailFault;
import dev.waybill.trail.VerifiedDigest;
import dev.waybill.trail.digest.TrailKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Signed statements over verified digests, one for each run and region with new ones. They hold the
 * public keys, so that an auditor can verify the digests later without AWS.
 *
 * @param archive statements in the provenance bucket, which are entries of the log
 * @param bucket the log bucket
 * @param by name and version of the service
 */
public record TrailStatements(StatementArchive archive, String bucket, String by) {
  private static final JsonFactory JSON = new JsonFactory();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int MAX_FAULTS = 100;

  /**
   * Makes the statement of a result with new digests, unless it exists, and gives its entry to the
   * log.
   *
   * @throws RuntimeException when the statement cannot be stored
   */
  void publish(RegionResult result, Instant now) {
    VerifiedDigest newest =
        result.digests().stream().max(Comparator.comparing(VerifiedDigest::end)).orElse(null);
    if (newest != null) {
      String id =
          TIME.format(newest.end())
              + "-"
              + result.place().account()
              + "-"
              + result.place().region();
      archive.publish(TrailStatement.key(id), "trail", () -> write(id, newest, result, now));
    }
  }

  private byte[] write(String id, VerifiedDigest newest, RegionResult result, Instant now) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 14);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("_type", CustodyStatement.TYPE);
      json.writeArrayFieldStart("subject");
      json.writeStartObject();
      json.writeStringField("name", newest.key());
      json.writeStringField("uri", "s3://" + bucket + "/" + newest.key());
      json.writeObjectFieldStart("digest");
      json.writeStringField("sha256", newest.sha256().hex());
      json.writeEndObject();
      json.writeEndObject();
      json.writeEndArray();
      json.writeStringField("predicateType", TrailStatement.PREDICATE_TYPE);
      json.writeObjectFieldStart("predicate");
      json.writeStringField("id", id);
      json.writeStringField("at", now.truncatedTo(ChronoUnit.MILLIS).toString());
      json.writeStringField("by", by);
      json.writeStringField("bucket", bucket);
      json.writeStringField("trail", result.trail());
      json.writeStringField("account", result.place().account());
      json.writeStringField("region", result.place().region());
      json.writeNumberField("logFiles", result.logFiles());
      writeDigests(json, result.digests());
      writeKeys(json, result.keys());
      writeFaults(json, result.faults());
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  private static void writeDigests(JsonGenerator json, List<VerifiedDigest> digests)
      throws IOException {
    json.writeArrayFieldStart("digests");
    for (VerifiedDigest digest : digests) {
      json.writeStartObject();
      json.writeStringField("key", digest.key());
      json.writeStringField("versionId", digest.versionId());
      json.writeStringField("sha256", digest.sha256().hex());
      json.writeStringField("end", digest.end().toString());
      json.writeStringField("fingerprint", digest.fingerprint());
      json.writeStringField("signature", digest.signature());
      json.writeNumberField("logFiles", digest.logs());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeKeys(JsonGenerator json, List<TrailKey> keys) throws IOException {
    json.writeArrayFieldStart("publicKeys");
    for (TrailKey key : keys) {
      json.writeStartObject();
      json.writeStringField("fingerprint", key.fingerprint());
      json.writeStringField("pkcs1", key.value());
      json.writeStringField("validFrom", key.from().toString());
      json.writeStringField("validUntil", key.until().toString());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeFaults(JsonGenerator json, List<TrailFault> faults) throws IOException {
    json.writeNumberField("faultCount", faults.size());
    json.writeArrayFieldStart("faults");
    for (TrailFault fault : faults.subList(0, Math.min(MAX_FAULTS, faults.size()))) {
      json.writeStartObject();
      json.writeStringField("kind", fault.kind().label());
      json.writeStringField("object", fault.object());
      json.writeStringField("version", fault.version());
      json.writeStringField("reason", fault.reason());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
