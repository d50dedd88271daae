package dev.waybill.trail.run;

import dev.waybill.trail.RegionResult;
import dev.waybill.trail.RegionTrail;
import dev.waybill.trail.TrailBucket;
import dev.waybill.trail.TrailPublicKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Verification of the digest chain and the log files of a trail, region by region. */
public final class TrailVerifier implements AutoCloseable {
  /** Span that is verified at a time, so that memory does not depend on the whole span. */
  private static final Duration STEP = Duration.ofDays(1);

  /** A rest of the span that is not verified as a step of its own. */
  private static final Duration REST = Duration.ofMinutes(1);

  /** Form of a region's name; a client is made for it, so that no other text may become one. */
  private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]{2,20}){1,3}-\\d{1,2}");

  private final TrailBucket bucket;
  private final ParallelReads reads = new ParallelReads();
  private final RegionVerifier verifier;

  /**
   * @param trail name or ARN of the trail
   */
  public TrailVerifier(TrailBucket bucket, TrailPublicKeys keys, String trail) {
    this.bucket = bucket;
    this.verifier =
        new RegionVerifier(bucket, keys, trail.substring(trail.lastIndexOf('/') + 1), reads);
  }

  /**
   * Returns the regions that have digests or log files.
   *
   * @param roots prefixes of the accounts' files, such as {@code AWSLogs/123456789012/}
   */
  public List<RegionTrail> regions(Collection<String> roots) {
    return roots.stream().sorted().distinct().flatMap(root -> regions(root).stream()).toList();
  }

  private List<RegionTrail> regions(String root) {
    List<String> names =
        Stream.of("CloudTrail-Digest/", "CloudTrail/")
            .map(root::concat)
            .flatMap(prefix -> names(prefix).stream())
            .distinct()
            .sorted()
            .toList();
    String[] parts = root.split("/", -1);
    String account = parts.length < 2 ? "" : parts[parts.length - 2];
    return names.stream()
        .filter(it -> REGION.matcher(it).matches())
        .map(it -> new RegionTrail(root, account, it))
        .toList();
  }

  private List<String> names(String prefix) {
    return bucket.folders(prefix).stream()
        .map(it -> it.substring(prefix.length()).replace("/", ""))
        .toList();
  }

  /**
   * Verifies a region.
   *
   * @param reportFrom time after which faults are reported
   * @param from time after which digests are new
   * @param known end of the digest that was verified last; null for none
   * @param progress receives the result of each step
   * @throws RuntimeException when S3 or CloudTrail does not answer
   */
  public RegionResult verify(
      RegionTrail place,
      Instant reportFrom,
      Instant from,
      @Nullable Instant known,
      Instant now,
      Consumer<RegionResult> progress) {
    RegionResult total = null;
    Instant reported = reportFrom;
    Instant begin = from;
    Instant last = known;
    do {
      Instant until = begin.plus(STEP).isBefore(now.minus(REST)) ? begin.plus(STEP) : now;
      RegionResult step =
          verifier.verify(place, new TrailWindow(reported, begin, until, now), last);
      progress.accept(step);
      total = total == null ? step : total.and(step);
      last = step.through() == null ? last : step.through();
      reported = until;
      begin = until;
    } while (begin.isBefore(now));
    return total;
  }

  @Override
  public void close() {
    reads.close();
  }
}
