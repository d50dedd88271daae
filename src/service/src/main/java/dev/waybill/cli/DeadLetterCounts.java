package dev.waybill.cli;

import dev.waybill.deadletter.DeadLetter;
import dev.waybill.record.offline.EscapedText;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Numbers of dead letters by reason, with the progress of a long reading on standard error. */
final class DeadLetterCounts {
  private static final Duration PROGRESS_INTERVAL = Duration.ofSeconds(2);

  private final PrintWriter err;
  private final Map<String, Long> byReason = new TreeMap<>();
  private long total;
  private long reported = System.nanoTime();

  DeadLetterCounts(PrintWriter err) {
    this.err = err;
  }

  void count(DeadLetter letter) {
    total++;
    byReason.merge(letter.reason(), 1L, Long::sum);
  }

  /** Counts a message, and reports progress from time to time. */
  void read(DeadLetter letter) {
    count(letter);
    if (System.nanoTime() - reported > PROGRESS_INTERVAL.toNanos()) {
      reported = System.nanoTime();
      err.println(String.format(Locale.ROOT, "  %,d messages read", total));
      err.flush();
    }
  }

  long total() {
    return total;
  }

  /** Returns the numbers by reason; reasons are untrusted input. */
  Map<String, Long> byReason() {
    return Map.copyOf(byReason);
  }

  boolean has(String reason) {
    return byReason.containsKey(reason);
  }

  /** Returns the number of all messages and the numbers by reason, on one line. */
  String summary() {
    String reasons =
        byReason.entrySet().stream()
            .map(it -> it.getValue() + " " + EscapedText.of(it.getKey()))
            .collect(Collectors.joining(", "));
    return total + (total == 1 ? " message" : " messages") + (total == 0 ? "" : ": " + reasons);
  }
}
