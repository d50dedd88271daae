package dev.waybill.why.source;

import dev.waybill.trail.TrailFault;
import dev.waybill.trail.run.TrailProgress;
import dev.waybill.why.StoryGap;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Times for which CloudTrail's log files are not known to be genuine and complete. */
public final class TrailGaps {
  /** Name of the source. */
  public static final String SOURCE = "digest chain";

  /** A digest names the log files of an hour. */
  private static final Duration DIGEST = Duration.ofHours(1);

  private final Supplier<TrailProgress> progress;

  /**
   * @param progress returns the state of the verification of CloudTrail's digest chain
   */
  public TrailGaps(Supplier<TrailProgress> progress) {
    this.progress = progress;
  }

  /**
   * Returns the gaps of a span.
   *
   * @throws RuntimeException when the state cannot be read
   */
  public List<StoryGap> of(Instant from, Instant until) {
    TrailProgress known = progress.get();
    List<StoryGap> gaps = new ArrayList<>();
    if (known.regions().isEmpty()) {
      gaps.add(gap(from, until, "CloudTrail's digest chain was never verified", false));
    }
    for (TrailProgress.Region region : known.regions()) {
      Instant through = region.through();
      Instant begin = through == null || through.isBefore(from) ? from : through;
      if (begin.isBefore(until)) {
        String reason = "CloudTrail's log files of " + region.name() + " are not verified yet";
        gaps.add(gap(begin, until, reason, false));
      }
      region.faults().stream()
          .filter(it -> it.at().isAfter(from) && it.at().minus(DIGEST).isBefore(until))
          .map(TrailGaps::broken)
          .forEach(gaps::add);
    }
    return gaps;
  }

  private static StoryGap broken(TrailFault fault) {
    return gap(
        fault.at().minus(DIGEST),
        fault.at(),
        "CloudTrail's log files are no evidence: "
            + fault.kind().label()
            + ": "
            + fault.object()
            + ": "
            + fault.reason(),
        true);
  }

  private static StoryGap gap(Instant from, Instant to, String reason, boolean isFailure) {
    return new StoryGap(SOURCE, from, to, reason, isFailure);
  }
}
