package dev.waybill.cli;

import dev.waybill.deadletter.DeadLetter;
import dev.waybill.record.offline.EscapedText;
import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Table of dead letters, and the page of one; both escape the texts of messages. */
final class DeadLetterTable {
  private static final List<String> COLUMNS = List.of("id", "sent", "reason", "object", "detail");

  private final RowTable table;
  private boolean empty = true;
  private final PrintWriter out;

  DeadLetterTable(PrintWriter out) {
    this.out = out;
    this.table = new RowTable(out, COLUMNS);
  }

  void row(DeadLetter letter) {
    empty = false;
    table.row(
        Map.of(
            "id", letter.id(),
            "sent", letter.sent().truncatedTo(ChronoUnit.SECONDS).toString(),
            "reason", letter.reason(),
            "object", Objects.requireNonNullElse(letter.version(), "-"),
            "detail", letter.detail()));
  }

  /** Prints the rows that are still buffered, and an empty line below them. */
  void end() {
    table.end();
    if (!empty) {
      out.println();
    }
  }

  /** Prints everything that is known about one message. */
  static void print(DeadLetter letter, PrintWriter out) {
    Map<String, String> lines = new LinkedHashMap<>();
    lines.put("id", letter.id());
    lines.put("source id", letter.sourceId());
    lines.put("reason", letter.reason());
    lines.put("detail", letter.detail());
    lines.put("object", Objects.requireNonNullElse(letter.version(), "-"));
    lines.put("sent", letter.sent().toString());
    lines.put("received", letter.received() + (letter.received() == 1 ? " time" : " times"));
    lines.put("body", letter.body());
    lines.forEach(
        (name, text) -> out.println(name + " ".repeat(11 - name.length()) + EscapedText.of(text)));
  }
}
