package dev.waybill.log.time;

import dev.waybill.log.LogStore;
import dev.waybill.log.LogStore.Listed;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Objects below a prefix whose names begin with a size of the log in 19 digits, so that a listing
 * is in the order of the sizes. There may be millions, of which few pages are listed.
 */
public final class SizedObjects {
  private static final int DIGITS = 19;

  /** Number of objects of a page; that of S3, so that a page is one call. */
  private static final int PAGE = 1000;

  private final LogStore store;
  private final String prefix;

  /**
   * @param prefix the prefix, such as {@link dev.waybill.log.LogPaths#COSIGNED}
   */
  public SizedObjects(LogStore store, String prefix) {
    this.store = store;
    this.prefix = prefix;
  }

  /** Returns the object with the smallest size that is above a size. */
  public Optional<Listed> firstAbove(long size) {
    return size == Long.MAX_VALUE
        ? Optional.empty()
        : page(size + 1, Long.MAX_VALUE).stream().findFirst();
  }

  /**
   * Returns the object with the largest size up to a limit; of one size the last one in the order
   * of keys.
   *
   * @param maxSize the limit, inclusive
   */
  public Optional<Listed> newest(long maxSize) {
    List<Listed> page = page(0, maxSize);
    long low = 0;
    long high = maxSize;
    long step = PAGE;
    // Steps forward that double, then steps that halve what is left; each is one call.
    while (page.size() == PAGE && low < high) {
      low = sizeOf(page.get(PAGE - 1));
      long from = step < high - low ? low + step : low + (high - low + 1) / 2;
      List<Listed> next = page(from, maxSize);
      if (next.isEmpty()) {
        high = from - 1;
        step = Math.max(1, (high - low) / 2);
      } else {
        page = next;
        step = step > Long.MAX_VALUE / 2 ? step : step * 2;
      }
    }
    return page.isEmpty() ? Optional.empty() : Optional.of(page.get(page.size() - 1));
  }

  /** Returns the size that a key states; empty when it states none. */
  public OptionalLong size(String key) {
    String digits =
        key.length() < prefix.length() + DIGITS
            ? ""
            : key.substring(prefix.length(), prefix.length() + DIGITS);
    return digits.matches("\\d{19}") && digits.compareTo(text(Long.MAX_VALUE)) <= 0
        ? OptionalLong.of(Long.parseLong(digits))
        : OptionalLong.empty();
  }

  private long sizeOf(Listed listed) {
    return size(listed.key()).orElseThrow();
  }

  /** Returns the first objects of the sizes from one to another. Other names are skipped. */
  private List<Listed> page(long from, long to) {
    String after = from == 0 ? prefix : prefix + text(from - 1) + "~";
    try (Stream<Listed> listed = store.list(prefix, after)) {
      return listed
          .takeWhile(it -> size(it.key()).orElse(0) <= to)
          .filter(it -> size(it.key()).isPresent())
          .limit(PAGE)
          .toList();
    }
  }

  private static String text(long size) {
    return String.format("%019d", size);
  }
}
