package dev.waybill.fixity.shape;

import dev.waybill.settings.RawSettings;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/** Listing of all versions below the prefixes of a scope that a glance judges. */
final class BucketReading {
  private static final int MAX_RANGES = 256;

  private final RawVersionPages pages;
  private final RawSettings raw;
  private final byte[] secret;
  private final PageStarts starts;
  private final int versionsPerRange;

  /**
   * @param secret random bytes of the run
   * @param starts receives the begin of each page
   * @param versionsPerRange number of versions for which a range of its own is worth the call
   */
  BucketReading(
      RawVersionPages pages,
      RawSettings raw,
      byte[] secret,
      PageStarts starts,
      int versionsPerRange) {
    this.pages = pages;
    this.raw = raw;
    this.secret = secret.clone();
    this.starts = starts;
    this.versionsPerRange = versionsPerRange;
  }

  /**
   * Returns one task for each range, which gives the rows of its versions.
   *
   * @param sample keys without their prefix
   * @param expected number of versions that are expected
   */
  Iterator<Runnable> tasks(
      List<String> sample, long expected, Consumer<ShapeRow> rows, PhaseProgress progress) {
    int count = (int) Math.min(MAX_RANGES, expected / versionsPerRange + 1);
    List<KeyRange> ranges = new ArrayList<>(KeyRanges.cut(raw.processed(), sample, count));
    ranges.addAll(KeyRanges.cut(raw.incoming(), sample, count));
    if (raw.isDrilled()) {
      ranges.addAll(KeyRanges.cut(raw.drills(), List.of(), 1));
    }
    return ranges.stream().<Runnable>map(it -> () -> list(it, rows, progress)).iterator();
  }

  private void list(KeyRange range, Consumer<ShapeRow> rows, PhaseProgress progress) {
    RowSource source = new RowSource(raw, new RowHasher(secret));
    new RangeListing(pages)
        .list(
            range,
            (start, versions) -> {
              long page = starts.add(start);
              versions.forEach(it -> rows.accept(source.listed(range.prefix(), it, page)));
              progress.step(versions.size());
            });
  }
}
