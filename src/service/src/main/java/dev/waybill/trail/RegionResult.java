package dev.waybill.trail;

import dev.waybill.trail.digest.TrailKey;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Result for one region.
 *
 * @param trail name of the trail; empty when the region has no digest
 * @param logFiles number of log files that are as a new digest states
 * @param from begin of the first verified digest; null for none
 * @param through end of the last verified digest up to which the chain is whole; null for none
 * @param digests new digests whose signatures are valid, in their order
 * @param keys public keys that verified them
 */
public record RegionResult(
    RegionTrail place,
    String trail,
    long logFiles,
    @Nullable Instant from,
    @Nullable Instant through,
    List<VerifiedDigest> digests,
    List<TrailKey> keys,
    List<TrailFault> faults) {
  public RegionResult {
    digests = List.copyOf(digests);
    keys = List.copyOf(keys);
    faults = List.copyOf(faults);
  }

  /** Returns true when there is a digest, and everything was judged. */
  public boolean isComplete() {
    return !trail.isEmpty() && faults.stream().noneMatch(it -> it.kind().isUnjudged());
  }

  /** Returns true when everything was judged, and nothing is wrong. */
  public boolean isVerified() {
    return isComplete() && faults.isEmpty();
  }

  /** Returns the result of this span of time and a later one. */
  public RegionResult and(RegionResult later) {
    return new RegionResult(
        place,
        later.trail.isEmpty() ? trail : later.trail,
        logFiles + later.logFiles,
        from == null ? later.from : from,
        later.through == null ? through : later.through,
        union(digests, later.digests),
        union(keys, later.keys),
        union(faults, later.faults));
  }

  private static <T> List<T> union(List<T> first, List<T> second) {
    return Stream.concat(first.stream(), second.stream()).distinct().toList();
  }
}
