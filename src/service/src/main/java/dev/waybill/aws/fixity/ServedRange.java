package dev.waybill.aws.fixity;

import dev.waybill.record.chunk.ObjectRange;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Range that a response states, which must be the requested one or its begin. */
final class ServedRange {
  private static final Pattern FORM = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");

  private ServedRange() {}

  /**
   * Returns true when a response has the requested bytes. A version that S3 states to be shorter
   * than it was has those up to its end.
   *
   * @param size size of the version as it was
   * @param contentRange the header Content-Range; null when there is none
   * @param length the header Content-Length; null when there is none
   */
  static boolean isPartOf(
      ObjectRange range, long size, @Nullable String contentRange, @Nullable Long length) {
    Matcher stated = FORM.matcher(contentRange == null ? "" : contentRange);
    if (!stated.matches() || length == null) {
      return false;
    }
    long first = Long.parseLong(stated.group(1));
    long last = Long.parseLong(stated.group(2));
    long total = Long.parseLong(stated.group(3));
    return first == range.first()
        && last == Math.min(range.last(), total - 1)
        && last >= first
        && total <= size
        && length == last - first + 1;
  }
}
