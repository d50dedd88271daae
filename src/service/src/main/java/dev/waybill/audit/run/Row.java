package dev.waybill.audit.run;

import dev.waybill.audit.Window;
import dev.waybill.audit.state.Fingerprint;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Row of an answer. Every value is untrusted text, as Athena returns it.
 *
 * @param cells values by column, without NULLs
 * @param window window of the run, whose start dates a row without a time of its own
 */
record Row(Map<String, String> cells, Window window) {
  private static final int UID_BYTES = 16;

  /** Athena's format of a timestamp, which has no zone and is in UTC. */
  private static final DateTimeFormatter TIMESTAMP =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .toFormatter();

  /** Returns the time of the first event that the row stands for. */
  Instant time() {
    Instant time = time("event_time");
    return time == null ? window.from() : time;
  }

  Instant lastTime() {
    Instant last = time("last_time");
    Instant first = time();
    return last == null || last.isBefore(first) ? first : last;
  }

  private @Nullable Instant time(String column) {
    String text = cells.get(column);
    try {
      return text == null ? null : LocalDateTime.parse(text, TIMESTAMP).toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  /** Returns the number of events that the row stands for, at least 1. */
  long count() {
    String text = cells.getOrDefault("event_count", "1");
    try {
      return Math.max(1, Long.parseLong(text));
    } catch (NumberFormatException e) {
      return 1;
    }
  }

  /** Returns the values of some columns, in which NULL differs from an empty text. */
  List<String> values(List<String> columns) {
    return columns.stream().map(it -> cells.containsKey(it) ? "=" + cells.get(it) : "").toList();
  }

  /** Returns a fingerprint of the values of some columns, in hex. */
  String fingerprint(List<String> columns) {
    return HexFormat.of().formatHex(Fingerprint.of(values(columns)), 0, UID_BYTES);
  }
}
