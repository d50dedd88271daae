package dev.waybill.fixity;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class FixityPathsTest {
  private static final CycleId CYCLE = new CycleId("20261129T192300Z");

  @Test
  void namesResultsByCycleSliceTileWidthAndAttempt() {
    TileRange full = new TileRange(256 * 1015 + 7, 256);
    assertThat(FixityPaths.result(CYCLE, full))
        .isEqualTo("fixity/result/20261129T192300Z/001/015/007.ndjson.gz");
    assertThat(FixityPaths.result(new TileTask(CYCLE, new TileRange(3, 12), 2)))
        .isEqualTo("fixity/result/20261129T192300Z/000/000/003-12-r2.ndjson.gz");
  }

  @Property(tries = 300)
  void returnsTaskOfEachResult(
      @ForAll @LongRange(min = 0, max = 10_000_000) long tile,
      @ForAll @IntRange(min = 1, max = 256) int width,
      @ForAll @IntRange(min = 0, max = 9) int attempt) {
    TileTask task = new TileTask(CYCLE, new TileRange(tile, width), attempt);
    assertThat(FixityPaths.taskOf(CYCLE, task.range().slice(), FixityPaths.result(task)))
        .contains(task);
  }

  @Test
  void returnsNoTaskOfOtherNames() {
    String folder = FixityPaths.results(CYCLE, 0);
    assertThat(
            new String[] {
              "",
              "1.ndjson.gz",
              "256.ndjson.gz",
              "001-0.ndjson.gz",
              "001-257.ndjson.gz",
              "001-256.ndjson.gz",
              "001-r0.ndjson.gz",
              "001-012.ndjson.gz",
              "001.json"
            })
        .allMatch(it -> FixityPaths.taskOf(CYCLE, 0, folder + it).isEmpty());
    assertThat(FixityPaths.taskOf(CYCLE, 1, folder + "001.ndjson.gz")).isEmpty();
  }
}
