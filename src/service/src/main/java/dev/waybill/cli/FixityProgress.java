package dev.waybill.cli;

import dev.waybill.fixity.Examination;
import dev.waybill.fixity.TileResult;
import dev.waybill.fixity.report.ReportNumber;
import dev.waybill.record.offline.EscapedText;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Progress of reading sealed versions: every few seconds a line with rate and time left. */
final class FixityProgress {
  private static final long INTERVAL = Duration.ofSeconds(5).toNanos();
  private static final double NANOS = 1e9;

  private final PrintWriter err;
  private final LongSupplier nanos;
  private long began;
  private long total;
  private long versions;
  private long bytes;
  private long next;

  FixityProgress(PrintWriter err, LongSupplier nanos) {
    this.err = err;
    this.nanos = nanos;
    began = nanos.getAsLong();
    next = INTERVAL;
  }

  void note(String line) {
    err.println(EscapedText.of(line));
    err.flush();
  }

  /** Takes the number of versions to read; without it, no time left is told. */
  void begun(long all) {
    total = all;
    began = nanos.getAsLong();
    err.println("reading " + ReportNumber.count(all) + (all == 1 ? " version" : " versions"));
    err.flush();
  }

  void examined(TileResult result) {
    versions += result.range().width();
    bytes += result.examinations().stream().mapToLong(Examination::bytes).sum();
    long passed = nanos.getAsLong() - began;
    if (passed >= next) {
      err.println(line(passed / NANOS));
      err.flush();
      next = passed + INTERVAL;
    }
  }

  private String line(double seconds) {
    double rate = versions / seconds;
    return ReportNumber.count(versions)
        + (total == 0 ? "" : " of " + ReportNumber.count(total))
        + " versions, "
        + ReportNumber.bytes(bytes)
        + String.format(Locale.ROOT, ", %.1f versions/s, ", rate)
        + ReportNumber.bytes((long) (bytes / seconds))
        + "/s"
        + (total == 0 ? "" : ", about " + ReportNumber.span((total - versions) / rate) + " left");
  }

  /** Returns how much was read in how much time. */
  String summary() {
    return ReportNumber.count(versions)
        + (versions == 1 ? " version examined, " : " versions examined, ")
        + ReportNumber.bytes(bytes)
        + " read in "
        + ReportNumber.span((nanos.getAsLong() - began) / NANOS);
  }

  /** Returns the number of versions that were examined. */
  long versions() {
    return versions;
  }
}
