package dev.waybill.reconcile.source;

import dev.waybill.fixity.shape.RawVersion;
import dev.waybill.fixity.shape.VersionListing;
import dev.waybill.reconcile.row.SourceReading;
import dev.waybill.reconcile.row.ThereRow;
import dev.waybill.reconcile.row.ThereSource;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Listing of the versions of one bucket. A listing that fails on its way is incomplete. */
public final class ListedVersions implements ThereSource {
  /** Number of versions for which a range of keys of its own is worth the call. */
  private static final int VERSIONS_PER_RANGE = 10_000;

  private static final int MAX_RANGES = 256;

  private final VersionListing listing;
  private final String bucket;
  private final String prefix;
  private final Supplier<KeySample> sample;
  private final Clock clock;

  /**
   * Sample of the keys below the prefix.
   *
   * @param keys keys without the prefix, in any order; untrusted input
   * @param expected number of versions that are expected
   */
  public record KeySample(List<String> keys, long expected) {
    public KeySample {
      keys = List.copyOf(keys);
    }
  }

  /**
   * @param bucket name of the bucket, for reports
   * @param prefix prefix of the keys; empty for the whole bucket
   * @param sample returns the keys that cut the listing into ranges
   */
  public ListedVersions(
      VersionListing listing,
      String bucket,
      String prefix,
      Supplier<KeySample> sample,
      Clock clock) {
    this.listing = listing;
    this.bucket = bucket;
    this.prefix = prefix;
    this.sample = sample;
    this.clock = clock;
  }

  @Override
  public SourceReading read(Consumer<ThereRow> rows) throws InterruptedException {
    KeySample keys = sample();
    String name = "listing of s3://" + bucket + "/" + prefix;
    RowCounter<ThereRow> counted = new RowCounter<>(rows);
    Instant began = clock.instant();
    int ranges = (int) Math.min(MAX_RANGES, keys.expected() / VERSIONS_PER_RANGE + 1);
    try {
      listing.list(prefix, keys.keys(), ranges, it -> counted.accept(row(it)));
    } catch (RuntimeException e) {
      return SourceReading.incomplete(name, began, counted.reason(e));
    }
    return SourceReading.complete(name, began);
  }

  /** Without a sample the listing is slower, and still complete. */
  private KeySample sample() {
    try {
      return sample.get();
    } catch (RuntimeException e) {
      return new KeySample(List.of(), 0);
    }
  }

  private static ThereRow row(RawVersion version) {
    return new ThereRow(
        version.key(),
        version.versionId(),
        version.marker(),
        version.latest(),
        version.size(),
        version.eTag(),
        version.lastModified(),
        null,
        null,
        null);
  }
}
