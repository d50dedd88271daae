package dev.waybill.fixity.shape;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Judgement of one key with as many versions as fit into memory. */
class CrowdedPlaceTest {
  private static final int VERSIONS = 65_536;
  private static final Instant BEGAN = Instant.parse("2026-11-29T12:00:00Z");

  /** Ten billion steps, which a quadratic judgement needs, take longer. */
  @Test
  @Timeout(value = 10, unit = SECONDS)
  void judgesManyVersionsOfOneKeyWithoutComparingEachWithEach() {
    SuspectList suspects = new SuspectList(10);
    ShapePlace place = new ShapePlace();
    long sealed = BEGAN.getEpochSecond() - 1_000_000;
    for (int version = 0; version < VERSIONS; version++) {
      place.add(new ShapeRow(1, 1, ShapeRow.SEALED, version, sealed, 0, version, version, version));
      place.add(new ShapeRow(1, 1, ShapeRow.SOURCE, version, sealed, 0, -version - 1, 0, 0));
    }

    new PlaceJudge(JudgeTimes.of(BEGAN), suspects).judge(place);

    assertThat(suspects.counts().values()).containsExactly((long) VERSIONS);
    assertThat(suspects.unsealed()).isEqualTo(VERSIONS);
  }
}
