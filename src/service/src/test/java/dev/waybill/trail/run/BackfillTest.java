package dev.waybill.trail.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.trail.RegionResult;
import dev.waybill.trail.RegionTrail;
import dev.waybill.trail.TrailFault;
import dev.waybill.trail.TrailFaultKind;
import dev.waybill.trail.run.FakeTrail.Digest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Digests of late log files, and trails that share a bucket. */
final class BackfillTest {
  private static final Instant START = Instant.parse("2026-11-01T00:12:31Z");
  private static final Instant NOW = START.plus(Duration.ofHours(12)).plusSeconds(1200);
  private static final RegionTrail PLACE =
      new RegionTrail(FakeTrail.ROOT, "111122223333", FakeTrail.REGION);

  private final FakeTrail trail = new FakeTrail();

  private RegionResult verify(Instant from) {
    try (TrailVerifier verifier = new TrailVerifier(trail, trail, "main")) {
      return verifier.verify(PLACE, START, from, null, NOW, step -> {});
    }
  }

  private Digest backfill() {
    Digest late = new Digest();
    late.suffix = "_backfill";
    late.start = START.plus(Duration.ofHours(3));
    late.end = START.plus(Duration.ofHours(4));
    late.logs.add(trail.log(late.start.plusSeconds(60), "late"));
    return late;
  }

  @Test
  void lateLogFileIsNamedByItsBackfillDigest() {
    trail.chain(START, 12);
    Digest late = backfill();
    assertThat(verify(START).faults())
        .extracting(TrailFault::kind)
        .containsExactly(TrailFaultKind.LOG_UNNAMED);

    trail.put(late);

    assertThat(verify(START).faults()).isEmpty();
    assertThat(verify(START).digests()).hasSize(13);
    assertThat(verify(START).through()).isEqualTo(START.plus(Duration.ofHours(12)));
  }

  @Test
  void backfillDigestIsNewWhenItArrives() {
    trail.chain(START, 12);
    Digest late = backfill();
    FakeTrail.sign(late);
    Instant verified = START.plus(Duration.ofHours(11));
    trail.put(
        late.key(), FakeTrail.gzip(late.json), FakeTrail.metadata(late), verified.plusSeconds(60));
    trail.replace(late.logs.get(0).key(), FakeTrail.gzip("{}"), Map.of());

    RegionResult result = verify(verified);

    assertThat(result.digests()).hasSize(2);
    assertThat(result.faults())
        .extracting(TrailFault::kind)
        .containsExactly(TrailFaultKind.LOG_ALTERED);
  }

  @Test
  void backfillDigestWithoutItsTimeIsMalformed() {
    trail.chain(START, 12);
    Digest late = backfill();
    FakeTrail.sign(late);
    Map<String, String> metadata = new TreeMap<>(FakeTrail.metadata(late));
    metadata.remove("backfill-generation-timestamp");
    trail.put(late.key(), FakeTrail.gzip(late.json), metadata, late.end);

    assertThat(verify(START).faults())
        .extracting(TrailFault::kind)
        .contains(TrailFaultKind.DIGEST_MALFORMED);
  }

  @Test
  void anotherTrailOfTheBucketNamesItsOwnLogFiles() {
    trail.chain(START, 12);
    Digest other = new Digest();
    other.trail = "other";
    other.start = START.plus(Duration.ofHours(10));
    other.end = START.plus(Duration.ofHours(11));
    other.logs.add(trail.log(other.start.plusSeconds(60), "other"));
    trail.put(other);

    assertThat(verify(START).faults()).isEmpty();
    assertThat(verify(START).trail()).isEqualTo("main");
  }

  @Test
  void logFilesWithoutAnyDigestAreOneFault() {
    trail.log(START, "a");
    trail.log(START.plusSeconds(600), "b");

    assertThat(verify(START.minusSeconds(60)).faults())
        .extracting(TrailFault::kind)
        .containsExactly(TrailFaultKind.NO_DIGESTS);
  }

  @Test
  void trailWithoutItsFirstDigestHasNoVerdict() {
    trail.log(NOW.minusSeconds(1800), "young");

    RegionResult result = verify(START);

    assertThat(result.faults()).isEmpty();
    assertThat(result.isComplete()).isFalse();
    assertThat(result.isVerified()).isFalse();
  }

  @Test
  void regionWithoutFilesOfTheSpanIsLate() {
    trail.chain(START.minus(Duration.ofDays(9)), 3);

    assertThat(verify(START).faults())
        .extracting(TrailFault::kind)
        .containsExactly(TrailFaultKind.TAIL_LATE);
  }
}
