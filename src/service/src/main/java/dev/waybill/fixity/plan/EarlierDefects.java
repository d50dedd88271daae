package dev.waybill.fixity.plan;

import dev.waybill.fixity.LoggedEntries;
import dev.waybill.fixity.TileRange;
import dev.waybill.record.log.LogEntry;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Open defects that a leader finds when it begins. They are reported again once, because an earlier
 * leader may have ended after it stored a defect and before its report was delivered.
 */
final class EarlierDefects {
  private static final Logger LOG = LoggerFactory.getLogger(EarlierDefects.class);

  private final SliceBook book;
  private final LoggedEntries log;
  private final DefectFindings findings;
  private @Nullable Deque<OpenDefect> left;

  EarlierDefects(SliceBook book, LoggedEntries log, DefectFindings findings) {
    this.book = book;
    this.log = log;
    this.findings = findings;
  }

  /**
   * Reports what is left to report. To be called when every slice is summarised, and before results
   * are counted.
   */
  void report(Instant now) {
    Deque<OpenDefect> defects = left;
    if (defects == null) {
      defects = collect();
      long other = book.slices().progress().otherDefects();
      if (other > 0) {
        findings.reportFurther(other, now);
      }
      left = defects;
    }
    while (!defects.isEmpty() && isReported(defects.getFirst())) {
      defects.removeFirst();
    }
  }

  private Deque<OpenDefect> collect() {
    Deque<OpenDefect> defects = new ArrayDeque<>();
    LongStream.range(0, book.slices().size())
        .filter(it -> book.slices().get(it).singleDefects > 0)
        .forEach(
            it ->
                book.state(it).defects().stream()
                    .filter(OpenDefect::isSingle)
                    .forEach(defects::add));
    return defects;
  }

  private boolean isReported(OpenDefect defect) {
    int at = (int) (defect.index() % TileRange.FULL);
    try {
      LogEntry entry = log.read(new TileRange(defect.index() / TileRange.FULL, at + 1)).get(at);
      findings.repeat(defect, entry);
      return true;
    } catch (RuntimeException e) {
      LOG.warn(
          "reading the log for a defect failed entry={} cause=\"{}\"; retrying",
          defect.index(),
          e.getMessage());
      return false;
    }
  }
}
