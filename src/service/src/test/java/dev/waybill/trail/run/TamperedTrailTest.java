package dev.waybill.trail.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.trail.RegionResult;
import dev.waybill.trail.RegionTrail;
import dev.waybill.trail.TrailFault;
import dev.waybill.trail.run.FakeTrail.Digest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each alteration, at random places, is found and named by exactly its kind. */
class TamperedTrailTest {
  private static final Instant START = Instant.parse("2026-11-01T00:12:31Z");
  private static final int HOURS = 30;
  private static final Instant NOW = START.plus(Duration.ofHours(HOURS)).plusSeconds(1200);
  private static final RegionTrail PLACE =
      new RegionTrail(FakeTrail.ROOT, "111122223333", FakeTrail.REGION);
  private static final int PLACES = 10;
  private static final FakeTrail UNTOUCHED = new FakeTrail();
  private static final List<Digest> CHAIN = UNTOUCHED.chain(START, HOURS);

  @Test
  void findsNoFaultInUntouchedChain() {
    RegionResult result = verify(UNTOUCHED);

    assertThat(result.faults()).isEmpty();
    assertThat(result.digests()).hasSize(HOURS);
    assertThat(result.logFiles()).isEqualTo(CHAIN.stream().mapToLong(it -> it.logs.size()).sum());
    assertThat(result.from()).isEqualTo(START);
    assertThat(result.through()).isEqualTo(START.plus(Duration.ofHours(HOURS)));
    assertThat(result.trail()).isEqualTo("main");
  }

  @ParameterizedTest
  @EnumSource(Tampering.class)
  void namesAlterationWhereverItIs(Tampering tampering) {
    Random random = new Random(tampering.name().hashCode());
    int places = tampering == Tampering.DIGEST_BOMB ? 2 : PLACES;
    for (int run = 0; run < places; run++) {
      int at = 5 + random.nextInt(HOURS - 11);
      FakeTrail trail = UNTOUCHED.copy();
      tampering.apply(trail, CHAIN.stream().map(Digest::copy).toList(), at);

      RegionResult result = verify(trail);

      assertThat(result.faults())
          .describedAs("%s at %d", tampering, at)
          .extracting(TrailFault::kind)
          .containsExactly(tampering.expected());
      assertThat(result.isComplete()).isEqualTo(!tampering.expected().isUnjudged());
    }
  }

  private static RegionResult verify(FakeTrail trail) {
    try (TrailVerifier verifier = new TrailVerifier(trail, trail, "main")) {
      return verifier.verify(PLACE, START, START, null, NOW, step -> {});
    }
  }
}
