package dev.waybill.why.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.waybill.trail.TrailFault;
import dev.waybill.trail.TrailFaultKind;
import dev.waybill.trail.run.TrailProgress;
import dev.waybill.trail.run.TrailProgress.Region;
import dev.waybill.why.StoryGap;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class TrailGapsTest {
  private static final Instant FROM = Instant.parse("2026-11-30T00:00:00Z");
  private static final Instant UNTIL = Instant.parse("2026-11-30T18:00:00Z");

  private static List<StoryGap> gaps(Region... regions) {
    return new TrailGaps(() -> new TrailProgress(List.of(regions))).of(FROM, UNTIL);
  }

  private static Region region(@Nullable String through, TrailFault... faults) {
    return new Region(
        "1 eu-west-1", through == null ? null : Instant.parse(through), List.of(faults));
  }

  private static TrailFault fault(String at) {
    return new TrailFault(
        TrailFaultKind.DIGEST_DELETED, "s3://b/digest", "", "is gone", Instant.parse(at));
  }

  @Test
  void namesTheHourOfDeletedDigestAndTheTimeAfterTheLastOne() {
    assertThat(gaps(region("2026-11-30T16:00:00Z", fault("2026-11-30T15:00:00Z"))))
        .containsExactly(
            new StoryGap(
                "digest chain",
                Instant.parse("2026-11-30T16:00:00Z"),
                UNTIL,
                "CloudTrail's log files of 1 eu-west-1 are not verified yet",
                false),
            new StoryGap(
                "digest chain",
                Instant.parse("2026-11-30T14:00:00Z"),
                Instant.parse("2026-11-30T15:00:00Z"),
                "CloudTrail's log files are no evidence: digest-deleted: s3://b/digest: is gone",
                true));
  }

  @Test
  void leavesOutFaultsOfOtherTimesAndWhatIsVerified() {
    assertThat(
            gaps(
                region(
                    "2026-11-30T18:00:00Z",
                    fault("2026-11-29T23:00:00Z"),
                    fault("2026-11-30T19:30:00Z"))))
        .isEmpty();
  }

  @Test
  void tellsRegionAndTrailThatWereNeverVerified() {
    assertThat(gaps(region(null)))
        .extracting(StoryGap::from, StoryGap::to)
        .containsExactly(tuple(FROM, UNTIL));
    assertThat(gaps())
        .extracting(StoryGap::reason)
        .containsExactly("CloudTrail's digest chain was never verified");
  }
}
