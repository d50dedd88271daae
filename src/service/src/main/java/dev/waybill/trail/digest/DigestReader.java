package dev.waybill.trail.digest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.waybill.record.object.Sha256;
import dev.waybill.record.object.UtcTime;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reader of digest files, which may hold anything. */
public final class DigestReader {
  /** Limit of the content: about 90,000 log files in one hour. */
  private static final long MAX_CONTENT = 1L << 25;

  private static final String LOG_FILES = "logFiles";
  private static final String ALGORITHM = "SHA-256";
  private static final String SIGNATURE_ALGORITHM = "SHA256withRSA";
  private static final Pattern SIGNATURE = Pattern.compile("([0-9a-fA-F]{2}){64,1024}");
  private static final Set<String> NULLABLE =
      Set.of(
          "newestEventTime",
          "oldestEventTime",
          "previousDigestS3Bucket",
          "previousDigestS3Object",
          "previousDigestHashValue",
          "previousDigestHashAlgorithm",
          "previousDigestSignature");

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(20)
                  .maxStringLength(8192)
                  .maxNameLength(1024)
                  .build())
          .build();

  private final Map<String, String> fields = new HashMap<>();
  private final Set<String> nulls = new HashSet<>();
  private @Nullable List<NamedLog> logs;

  private DigestReader() {}

  /**
   * Reads a digest file as it is stored.
   *
   * @throws MalformedFileException when it is not gzip, not JSON, too large, or lacks a field
   */
  public static DigestDocument read(byte[] stored) throws MalformedFileException {
    byte[] content = GzipMember.inflate(stored, MAX_CONTENT);
    DigestReader reader = new DigestReader();
    try (JsonParser json = JSON.createParser(content)) {
      reader.document(json);
      return reader.document(Sha256.hash(content));
    } catch (IOException e) {
      throw new MalformedFileException("is not the JSON of a digest");
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new MalformedFileException("has a malformed time or hash value");
    }
  }

  private void document(JsonParser json) throws IOException, MalformedFileException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw new MalformedFileException("is not a JSON object");
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (name.equals(LOG_FILES) && value == JsonToken.START_ARRAY) {
        logs = logs(json);
      } else if (value == JsonToken.VALUE_STRING) {
        fields.put(name, json.getText());
      } else if (value == JsonToken.VALUE_NULL) {
        boolean unused = nulls.add(name);
      } else {
        json.skipChildren();
      }
    }
    if (json.nextToken() != null) {
      throw new MalformedFileException("has more than one JSON document");
    }
  }

  private static List<NamedLog> logs(JsonParser json) throws IOException, MalformedFileException {
    List<NamedLog> logs = new ArrayList<>();
    for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; ) {
      if (token != JsonToken.START_OBJECT) {
        throw new MalformedFileException("has a log file that is not an object");
      }
      logs.add(log(json));
      token = json.nextToken();
    }
    return logs;
  }

  private static NamedLog log(JsonParser json) throws IOException, MalformedFileException {
    DigestReader entry = new DigestReader();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      if (json.nextToken() == JsonToken.VALUE_STRING) {
        entry.fields.put(name, json.getText());
      } else {
        json.skipChildren();
      }
    }
    entry.require("hashAlgorithm", ALGORITHM);
    return new NamedLog(
        entry.text("s3Bucket"), entry.text("s3Object"), new Sha256(entry.text("hashValue")));
  }

  private DigestDocument document(Sha256 sha256) throws MalformedFileException {
    require("digestSignatureAlgorithm", SIGNATURE_ALGORITHM);
    for (String name : NULLABLE) {
      if (!fields.containsKey(name) && !nulls.contains(name)) {
        throw new MalformedFileException("lacks the field " + name);
      }
    }
    if (logs == null) {
      throw new MalformedFileException("lacks the list " + LOG_FILES);
    }
    Instant start = UtcTime.parse(text("digestStartTime"));
    Instant end = UtcTime.parse(text("digestEndTime"));
    if (start.isAfter(end)) {
      throw new MalformedFileException("ends before it starts");
    }
    return new DigestDocument(
        sha256,
        text("awsAccountId"),
        start,
        end,
        text("digestEndTime"),
        text("digestS3Bucket"),
        text("digestS3Object"),
        text("digestPublicKeyFingerprint"),
        previous(),
        logs);
  }

  private DigestDocument.@Nullable Previous previous() throws MalformedFileException {
    if (!fields.containsKey("previousDigestS3Object")) {
      for (String name : fields.keySet()) {
        if (name.startsWith("previousDigest")) {
          throw new MalformedFileException("has " + name + " without a previous digest");
        }
      }
      return null;
    }
    require("previousDigestHashAlgorithm", ALGORITHM);
    String signature = text("previousDigestSignature");
    if (!SIGNATURE.matcher(signature).matches()) {
      throw new MalformedFileException("has a previousDigestSignature that is not hexadecimal");
    }
    return new DigestDocument.Previous(
        text("previousDigestS3Bucket"),
        text("previousDigestS3Object"),
        new Sha256(text("previousDigestHashValue")),
        signature);
  }

  private void require(String name, String expected) throws MalformedFileException {
    if (!text(name).equals(expected)) {
      throw new MalformedFileException("has another " + name + " than " + expected);
    }
  }

  private String text(String name) throws MalformedFileException {
    String text = fields.get(name);
    if (text == null) {
      throw new MalformedFileException("lacks the text " + name);
    }
    return text;
  }
}
