package dev.waybill.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Alerts about the demo's read in the alert file, which keeps those of earlier runs. */
final class DemoAlerts {
  private static final int CLOSE = 3;

  private final @Nullable Path file;
  private final String rule;
  private final String keyId;
  private final ObjectMapper json = new ObjectMapper();

  /**
   * @param file the alert file; null when there is none
   * @param keyId the access key of the read, which the alert's message names
   */
  DemoAlerts(@Nullable Path file, String rule, String keyId) {
    this.file = file;
    this.rule = rule;
    this.keyId = keyId;
  }

  /** Returns the size of the file in bytes; later alerts are appended after it. */
  long size() throws IOException {
    return file != null && Files.exists(file) ? Files.size(file) : 0;
  }

  /** Returns the last alert after a position; empty when there is none. */
  Optional<JsonNode> after(long position) throws IOException {
    if (file == null || !Files.exists(file)) {
      return Optional.empty();
    }
    return last(text(file, position, Files.size(file)));
  }

  private Optional<JsonNode> last(String text) {
    return text.lines().map(this::parsed).filter(this::isOfDemo).reduce((earlier, later) -> later);
  }

  /**
   * Returns the last alert of an incident that was open at the read, so that the read raises no
   * other alert; empty when there is none.
   *
   * @param end position before which alerts are those of earlier reads
   * @param quiet the time without a report after which an incident is over
   */
  Optional<JsonNode> open(long end, Instant now, Duration quiet) throws IOException {
    return (file == null || end == 0 ? Optional.<JsonNode>empty() : last(text(file, 0, end)))
        .filter(alert -> alert.path("activity_id").asInt() != CLOSE)
        .filter(alert -> time(alert).plus(quiet).isAfter(now));
  }

  /** Returns the time of the finding. */
  static Instant time(JsonNode alert) {
    return Instant.ofEpochMilli(alert.path("time").asLong());
  }

  private boolean isOfDemo(JsonNode alert) {
    return alert.path("finding_info").path("uid").asText().startsWith(rule)
        && alert.path("message").asText().contains(keyId);
  }

  private static String text(Path file, long from, long to) throws IOException {
    try (RandomAccessFile read = new RandomAccessFile(file.toFile(), "r")) {
      byte[] bytes = new byte[(int) Math.max(0, Math.min(to, read.length()) - from)];
      read.seek(from);
      read.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  /** Returns the finding of an event; an empty one for a line that is not yet complete. */
  private JsonNode parsed(String line) {
    try {
      return json.readTree(line).path("data");
    } catch (IOException unfinished) {
      return json.createObjectNode();
    }
  }
}
