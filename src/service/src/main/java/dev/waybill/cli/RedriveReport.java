package dev.waybill.cli;

import dev.waybill.deadletter.DeadLetter;
import dev.waybill.deadletter.Redrive;
import dev.waybill.model.RejectReason;
import dev.waybill.record.offline.EscapedText;
import dev.waybill.settings.Settings;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Report of one redrive: a table in a dry run, and the numbers at the end. */
final class RedriveReport implements Redrive.Listener {
  private final PrintWriter out;
  private final PrintWriter err;
  private final Settings settings;
  private final boolean dryRun;
  private final boolean json;
  private final DeadLetterCounts read;
  private final DeadLetterCounts matched;
  private final DeadLetterTable table;
  private long moved;
  private @Nullable DeadLetter undeleted;

  RedriveReport(PrintWriter out, PrintWriter err, Settings settings, boolean dryRun, boolean json) {
    this.out = out;
    this.err = err;
    this.settings = settings;
    this.dryRun = dryRun;
    this.json = json;
    this.read = new DeadLetterCounts(err);
    this.matched = new DeadLetterCounts(err);
    this.table = new DeadLetterTable(out);
  }

  @Override
  public void read(DeadLetter letter) {
    read.read(letter);
  }

  @Override
  public void matched(DeadLetter letter) {
    matched.count(letter);
    if (dryRun && !json) {
      table.row(letter);
    }
  }

  @Override
  public void sent(DeadLetter letter) {
    undeleted = letter;
  }

  @Override
  public void moved(DeadLetter letter) {
    undeleted = null;
    moved++;
  }

  /** Prints how far a redrive came that failed. */
  void interrupted() {
    err.println(moved + " of " + matched.total() + " messages that were read are moved");
    if (undeleted != null) {
      err.println(
          undeleted.id()
              + " was sent to the queue and is not deleted; when it travels again, it ends as"
              + " already done");
    }
    err.flush();
  }

  /** Prints the summary and returns the exit code. */
  int end(@Nullable String reason) {
    table.end();
    if (json) {
      out.println(Json.of(numbers()));
    } else {
      out.println((dryRun ? "would move " : "moved ") + matched.summary() + destination());
    }
    out.flush();
    if (reason != null && !isKnown(reason)) {
      err.println(
          "--reason: no message has the reason "
              + EscapedText.of(reason)
              + ", and Waybill gives no such reason; there are "
              + read.summary());
      err.flush();
      return ExitCode.USAGE;
    }
    return ExitCode.SUCCESS;
  }

  private String destination() {
    long left = read.total() - matched.total();
    return " to "
        + settings.queue().name()
        + (left == 0 ? "" : "; " + left + (left == 1 ? " message stays" : " messages stay"));
  }

  private Map<String, Object> numbers() {
    Map<String, Object> numbers = new LinkedHashMap<>();
    numbers.put("from", settings.queue().deadLetterName());
    numbers.put("to", settings.queue().name());
    numbers.put("dryRun", dryRun);
    numbers.put("read", read.total());
    numbers.put("matched", matched.total());
    numbers.put("moved", moved);
    numbers.put("matchedByReason", matched.byReason());
    return numbers;
  }

  private boolean isKnown(String reason) {
    return read.has(reason)
        || reason.equals(DeadLetter.MOVED_BY_SQS)
        || Arrays.stream(RejectReason.values()).anyMatch(it -> it.label().equals(reason));
  }
}
