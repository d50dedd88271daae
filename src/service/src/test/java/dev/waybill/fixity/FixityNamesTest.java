package dev.waybill.fixity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of the names of cycles, of the keys of results, and of the units of work. */
class FixityNamesTest {
  private static final CycleId CYCLE = new CycleId("20261129T192300Z");

  @Test
  void namesCycleByItsBeginning() {
    Instant began = Instant.parse("2026-11-29T19:23:00.750Z");

    assertThat(CycleId.of(began)).isEqualTo(CYCLE);
    assertThat(CYCLE.began()).isEqualTo("2026-11-29T19:23:00Z");
    assertThat(CycleId.of(began.plusSeconds(1))).isGreaterThan(CYCLE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "20261129",
        "20261129T192300",
        "2026-11-29T19:23:00Z",
        "20261329T192300Z",
        "20261129T192300Z/../x",
        "20260230T000000Z"
      })
  void rejectsNameOfNoCycle(String name) {
    assertThatThrownBy(() -> new CycleId(name)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 256, fixity/result/20261129T192300Z/000/000/000.ndjson.gz",
    "257, 256, fixity/result/20261129T192300Z/000/001/001.ndjson.gz",
    "256000, 7, fixity/result/20261129T192300Z/001/000/000-7.ndjson.gz"
  })
  void givesEachRangeAKey(long tile, int width, String key) {
    assertThat(FixityPaths.result(CYCLE, new TileRange(tile, width))).isEqualTo(key);
  }

  @Test
  void cutsLastTileAtTheEndOfTheLog() {
    assertThat(TileRange.of(1, 300)).isEqualTo(new TileRange(1, 44));
    assertThat(TileRange.of(0, 300)).isEqualTo(new TileRange(0, TileRange.FULL));
    assertThatThrownBy(() -> TileRange.of(2, 512)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void findsConditionsByTheirNames() {
    assertThat(FixityCondition.values())
        .allSatisfy(it -> assertThat(FixityCondition.ofLabel(it.label())).contains(it));
    assertThat(FixityCondition.ofLabel("lost")).isEmpty();
    assertThat(Arrays.stream(FixityCondition.values()).filter(FixityCondition::isDefect))
        .hasSize(15);
  }
}
