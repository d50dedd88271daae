package dev.waybill.trail;

import java.util.List;

/** Result for all regions. */
public record TrailResult(List<RegionResult> regions) {
  public TrailResult {
    regions = List.copyOf(regions);
  }

  /** Returns true when there is a digest, no fault, and everything was judged. */
  public boolean isVerified() {
    return !regions.isEmpty() && regions.stream().allMatch(RegionResult::isVerified);
  }

  /** Returns true when everything was judged. */
  public boolean isComplete() {
    return !regions.isEmpty() && regions.stream().allMatch(RegionResult::isComplete);
  }

  /** Returns true when there is a fault of an object that was judged. */
  public boolean isBroken() {
    return regions.stream()
        .flatMap(it -> it.faults().stream())
        .anyMatch(it -> !it.kind().isUnjudged());
  }
}
