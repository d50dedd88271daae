package dev.waybill.trail.run;

import dev.waybill.trail.RegionTrail;
import dev.waybill.trail.TrailFault;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Result of all verifications so far.
 *
 * @param ranAt time of the last run; null for none
 */
public record TrailState(@Nullable Instant ranAt, List<Region> regions) {
  static final TrailState NONE = new TrailState(null, List.of());

  /** Limit of the faults of a region that are kept. */
  static final int MAX_FAULTS = 100;

  public TrailState {
    regions = List.copyOf(regions);
  }

  /**
   * State of a region.
   *
   * @param through end of the digest that was verified last; null for none
   * @param key key of that digest; empty for none
   * @param sha256 digest of its content; empty for none
   * @param signature its signature in hex; empty for none
   * @param faults open faults
   */
  public record Region(
      RegionTrail place,
      @Nullable Instant through,
      String key,
      String sha256,
      String signature,
      List<TrailFault> faults) {
    public Region {
      faults = List.copyOf(faults.subList(0, Math.min(faults.size(), MAX_FAULTS)));
    }
  }

  Optional<Region> region(RegionTrail place) {
    return regions.stream().filter(it -> it.place().equals(place)).findFirst();
  }
}
