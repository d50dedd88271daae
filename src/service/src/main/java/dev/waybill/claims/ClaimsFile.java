package dev.waybill.claims;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.waybill.record.object.Sha256;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * File of claims: compressed lines of JSON. The first line is a signed statement over the others,
 * the second describes the file, and each further line is one claim.
 */
public final class ClaimsFile {
  /** Prefix of all files in the provenance bucket; the table {@code waybill_calls} lies there. */
  public static final String PREFIX = "claims/";

  /** Limit for the lines of a file, which have at most a few megabytes. */
  private static final int MAX_BYTES = 64 * 1024 * 1024;

  private static final JsonFactory JSON = new JsonFactory();
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu/MM/dd").withZone(ZoneOffset.UTC);

  private final String key;
  private final byte[] content;

  private ClaimsFile(String key, byte[] content) {
    this.key = key;
    this.content = content;
  }

  /**
   * Description of a file.
   *
   * @param replica name of the process
   * @param number number of the file among those of the process, from 1
   * @param at time of the file
   * @param isFirst true when the deployment had no file before
   * @param isLast true when the process makes no further file
   */
  record Header(String replica, int number, Instant at, boolean isFirst, boolean isLast) {
    String key() {
      return day(at) + String.format(Locale.ROOT, "%s-%06d.ndjson.gz", replica, number);
    }
  }

  /** Statement and lines of a stored file. */
  static final class Stored {
    private final byte[] statement;
    private final Sha256 digest;

    private Stored(byte[] statement, Sha256 digest) {
      this.statement = statement;
      this.digest = digest;
    }

    /** Returns the signed bundle, which the caller does not change. */
    byte[] statement() {
      return statement;
    }

    /** Returns the digest of the other lines. */
    Sha256 digest() {
      return digest;
    }
  }

  /** Returns the prefix of the files of a time. */
  static String day(Instant at) {
    return PREFIX + DAY.format(at) + "/";
  }

  /**
   * Encodes a file.
   *
   * @param sealer signs a statement; returns it in a bundle
   */
  static ClaimsFile of(Header header, List<Claim> claims, UnaryOperator<byte[]> sealer) {
    byte[] lines = lines(header, claims);
    byte[] statement = new ClaimsStatement(header.key(), Sha256.hash(lines), header.at()).payload();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(sealer.apply(statement));
      gzip.write('\n');
      gzip.write(lines);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return new ClaimsFile(header.key(), out.toByteArray());
  }

  private static byte[] lines(Header header, List<Claim> claims) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(128 * (claims.size() + 1));
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.setRootValueSeparator(null);
      write(json, header);
      for (Claim claim : claims) {
        write(json, header.replica(), claim);
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  private static void write(JsonGenerator json, Header header) throws IOException {
    begin(json, "file", header.replica());
    json.writeStringField("file_key", header.key());
    json.writeStringField("begun_at", header.at().toString());
    json.writeBooleanField("is_first", header.isFirst());
    json.writeBooleanField("is_last", header.isLast());
    end(json);
  }

  private static void write(JsonGenerator json, String replica, Claim claim) throws IOException {
    if (claim instanceof Claim.Answered answered) {
      begin(json, "call", replica);
      json.writeStringField("request_id", answered.requestId());
      json.writeStringField("begun_at", answered.at().toString());
    } else if (claim instanceof Claim.Unanswered unanswered) {
      begin(json, "unanswered", replica);
      json.writeStringField("event_source", unanswered.source());
      json.writeStringField("event_name", unanswered.name());
      optional(json, "bucket_name", unanswered.bucket());
      optional(json, "object_key", unanswered.key());
      json.writeStringField("begun_at", unanswered.sentAt().toString());
      json.writeStringField("ended_at", unanswered.givenUpAt().toString());
    }
    end(json);
  }

  private static void begin(JsonGenerator json, String kind, String replica) throws IOException {
    json.writeStartObject();
    json.writeStringField("kind", kind);
    json.writeStringField("replica", replica);
  }

  private static void optional(JsonGenerator json, String name, @Nullable String value)
      throws IOException {
    if (value != null) {
      json.writeStringField(name, value);
    }
  }

  private static void end(JsonGenerator json) throws IOException {
    json.writeEndObject();
    json.writeRaw('\n');
  }

  /** Reads a stored file; empty when it is none. */
  static Optional<Stored> read(byte[] content) {
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(content))) {
      byte[] all = gzip.readNBytes(MAX_BYTES + 1);
      int end = new String(all, StandardCharsets.ISO_8859_1).indexOf('\n');
      if (all.length > MAX_BYTES || end < 0) {
        return Optional.empty();
      }
      byte[] lines = Arrays.copyOfRange(all, end + 1, all.length);
      return Optional.of(new Stored(Arrays.copyOf(all, end), Sha256.hash(lines)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  String key() {
    return key;
  }

  byte[] content() {
    return content.clone();
  }
}
