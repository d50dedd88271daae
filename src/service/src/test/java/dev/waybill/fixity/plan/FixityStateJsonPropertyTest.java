package dev.waybill.fixity.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.waybill.fixity.CycleId;
import dev.waybill.fixity.FixityCondition;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.jspecify.annotations.Nullable;

class FixityStateJsonPropertyTest {
  private static final Instant BEGIN = Instant.parse("2026-11-29T12:00:00.123Z");

  private static SliceState slice(Random random, String prefix) {
    Map<Integer, TileState> tiles = new TreeMap<>();
    for (int tile = 0; tile < random.nextInt(5); tile++) {
      tiles.put(random.nextInt(256), tile(random, prefix));
    }
    List<OpenDefect> defects = new ArrayList<>();
    for (int at = 0; at < random.nextInt(4); at++) {
      defects.add(new OpenDefect(at, FixityCondition.ALTERED, time(random), random.nextBoolean()));
    }
    return new SliceState(15, tiles, defects);
  }

  private static TileState tile(Random random, String prefix) {
    int width = 3 + random.nextInt(254);
    EntrySet open = EntrySet.of(IntStream.range(0, width).filter(it -> random.nextInt(9) == 0));
    @Nullable Instant covered = random.nextBoolean() || open.isEmpty() ? null : time(random);
    return new TileState(
        new TilePass(CycleId.of(time(random)), width, random.nextInt(6), time(random)),
        open,
        covered,
        open.isEmpty() ? Map.of() : Map.of(FixityCondition.UNREADABLE, open.size()),
        List.of(
            new CoverageCell(prefix, SizeClass.UP_TO_1_MIB, width - 2, 1L << 40, 0, 1),
            new CoverageCell("b", SizeClass.LARGER, 2, random.nextInt(9), 1, 0)),
        random.nextInt(1000));
  }

  private static Instant time(Random random) {
    return BEGIN.plus(Duration.ofMinutes(random.nextInt(100_000)));
  }

  private static FixityPlan plan(Random random) {
    FixityPolicy policy =
        PlanWorld.policy(
            Duration.ofHours(1 + random.nextInt(1000)),
            new FixityBudget(1 + random.nextInt(9), 0.5, 1.25));
    PlannedCycle cycle =
        new PlannedCycle(CycleId.of(time(random)), 100, "0a", random.nextBoolean() ? "AA==" : null);
    List<SizeMark> marks =
        List.of(
            new SizeMark(0, 100, time(random), false),
            new SizeMark(100, 101 + random.nextInt(99), time(random), true));
    return new FixityPlan(
        policy, cycle, marks, List.of(new CycleEnd(cycle, time(random), random.nextInt(9))));
  }

  @Property(tries = 200)
  void returnsTheStateThatWasWritten(
      @ForAll long seed, @ForAll @StringLength(max = 10) String prefix) {
    SliceState state = slice(new Random(seed), prefix.replaceAll("[\\ud800-\\udfff]", "x"));
    assertThat(SliceStateJson.read(15, SliceStateJson.write(state))).isEqualTo(state);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SliceStateJson.read(16, SliceStateJson.write(state)));
  }

  @Property(tries = 100)
  void returnsThePlanThatWasWritten(@ForAll long seed) {
    FixityPlan plan = plan(new Random(seed));
    assertThat(FixityPlanJson.read(FixityPlanJson.write(plan))).isEqualTo(plan);
  }

  /** Objects in the bucket may be damaged; a document is read or rejected, and nothing else. */
  @Property(tries = 500)
  void readsOrRejectsDamagedDocuments(
      @ForAll long seed, @ForAll @IntRange(min = 32, max = 126) int character) {
    Random random = new Random(seed);
    byte[] slice = SliceStateJson.write(slice(random, "a"));
    byte[] plan = FixityPlanJson.write(plan(random));
    slice[random.nextInt(slice.length)] = (byte) character;
    plan[random.nextInt(plan.length)] = (byte) character;
    readOrReject(() -> assertThat(SliceStateJson.read(15, slice)).isNotNull());
    readOrReject(() -> assertThat(FixityPlanJson.read(plan)).isNotNull());
  }

  private static void readOrReject(Runnable read) {
    try {
      read.run();
    } catch (IllegalArgumentException rejected) {
      assertThat(rejected).hasMessageStartingWith("the document is no ");
    }
  }

  @Property(tries = 20)
  void rejectsOtherDocuments(@ForAll @IntRange(min = 0, max = 3) int which) {
    byte[] document =
        List.of("", "[]", "{\"v\":2}", "{\"v\":1}").get(which).getBytes(StandardCharsets.UTF_8);
    assertThatIllegalArgumentException().isThrownBy(() -> SliceStateJson.read(0, document));
    assertThatIllegalArgumentException().isThrownBy(() -> FixityPlanJson.read(document));
  }
}
