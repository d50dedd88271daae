package dev.waybill.trail.run;

import dev.waybill.trail.TrailFault;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Progress of the verification of the digest chain, for readers.
 *
 * @param regions regions with files of the trail
 */
public record TrailProgress(List<Region> regions) {
  public TrailProgress {
    regions = List.copyOf(regions);
  }

  /**
   * Progress in one region.
   *
   * @param name account and region
   * @param through end of the digest that was verified last; null for none
   * @param faults open faults
   */
  public record Region(String name, @Nullable Instant through, List<TrailFault> faults) {
    public Region {
      faults = List.copyOf(faults);
    }
  }

  /**
   * Returns the progress that the last run stored.
   *
   * @throws RuntimeException when the store cannot be reached
   */
  public static TrailProgress of(TrailStore store) {
    return new TrailProgress(
        store.load().state().regions().stream()
            .map(
                it ->
                    new Region(
                        it.place().account() + " " + it.place().region(),
                        it.through(),
                        it.faults()))
            .toList());
  }
}
