package dev.waybill.fixity.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.fixity.FixityPaths;
import dev.waybill.fixity.TileRange;
import dev.waybill.fixity.TileResult;
import dev.waybill.fixity.TileTask;
import dev.waybill.log.StoredObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * Leaders and workers that are killed, slow, doubled and out of order, over several periods, with a
 * log that grows.
 */
class FixityPlannerPropertyTest {
  private static final Duration EVERY = Duration.ofHours(2);
  private static final Duration STEP = Duration.ofSeconds(20);
  private static final int PERIODS = 3;

  /** Failure of a leader in the middle of a run. */
  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** One run of the property. */
  private static final class Simulation {
    private final Random random;
    private final PlanWorld world;
    private final List<FixityPlanner> leaders = new ArrayList<>();
    private final int killsIn1000;
    private boolean isLeading;

    /** Times at which each tile was seen full first. */
    private final Map<Long, Instant> full = new TreeMap<>();

    private final Map<Long, String> eTags = new TreeMap<>();

    /** Newest examinations that the states have shown. */
    private final Map<Long, TilePass> newest = new TreeMap<>();

    Simulation(long seed, int tiles, int leaders, int killsIn1000) {
      random = new Random(seed);
      this.killsIn1000 = killsIn1000;
      SampleEntries log =
          new SampleEntries(
              (random.nextInt(16) == 0 ? 245 + tiles / 2 : tiles) * 256L + random.nextInt(256),
              index -> index % 7 * 100,
              PlanWorld.BEGIN.minus(Duration.ofDays(100)));
      FixityBudget budget = new FixityBudget(1_000_000, 1000, 1000);
      world = new PlanWorld(log, PlanWorld.policy(EVERY, budget));
      for (int number = 0; number < leaders; number++) {
        this.leaders.add(world.leader());
      }
      world.store.before(
          (operation, key) -> {
            if (isLeading && random.nextInt(1000) < killsIn1000) {
              throw new Killed();
            }
          });
    }

    void run() {
      long steps = EVERY.multipliedBy(PERIODS).toSeconds() / STEP.toSeconds();
      for (long step = 0; step < steps; step++) {
        grow();
        lead();
        work();
        requireNothingForgotten();
        world.advance(STEP);
      }
    }

    private void grow() {
      if (random.nextInt(20) == 0) {
        world.log.grow(1 + random.nextInt(200), world.now);
      }
      for (long tile = full.size(); (tile + 1) * 256 <= world.log.size(); tile++) {
        full.put(tile, world.now);
      }
    }

    private void lead() {
      isLeading = true;
      runLeaders();
      isLeading = false;
    }

    private void runLeaders() {
      for (int number = 0; number < leaders.size(); number++) {
        try {
          PlannerStatus unused = leaders.get(number).run(world.now);
        } catch (Killed e) {
          if (random.nextBoolean()) {
            leaders.set(number, world.leader());
          }
        }
      }
    }

    /** Takes messages in any order; some workers die, some are slow, some messages come twice. */
    private void work() {
      List<PlanWorld.Message> messages = new ArrayList<>(world.queue);
      Collections.shuffle(messages, random);
      for (PlanWorld.Message message : messages) {
        if (message.at().isAfter(world.now)) {
          continue;
        }
        int luck = random.nextInt(1000);
        if (luck >= 980) {
          world.queue.remove(message);
        } else if (luck < killsIn1000) {
          requeue(message, 60);
        } else if (luck < 50) {
          requeue(message, 30);
        } else {
          if (luck > 100) {
            world.queue.remove(message);
          }
          world.examine(message.task());
        }
      }
    }

    /** A state that was written is never replaced by an older one, whoever writes. */
    private void requireNothingForgotten() {
      for (long slice : List.of(0L, 1L)) {
        StoredObject stored = world.store.find(FixityPaths.slice(slice)).orElse(null);
        if (stored != null && !stored.eTag().equals(eTags.put(slice, stored.eTag()))) {
          require(SliceStateJson.read(slice, stored.content()));
        }
      }
    }

    private void require(SliceState state) {
      state
          .tiles()
          .forEach(
              (at, tile) -> {
                TilePass pass = tile.pass();
                TilePass before = newest.put(state.firstTile() + at, pass);
                TileRange range = new TileRange(state.firstTile() + at, pass.width());
                TileTask task = new TileTask(pass.cycle(), range, pass.attempt());
                assertThat(before == null || before.equals(pass) || before.isBefore(task)).isTrue();
              });
    }

    private void requeue(PlanWorld.Message message, int seconds) {
      world.queue.remove(message);
      world.queue.add(
          new PlanWorld.Message(message.task(), world.now.plusSeconds(random.nextInt(seconds))));
    }
  }

  @Property(tries = 10)
  void examinesEveryTileWithinThePromise(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 16) int tiles,
      @ForAll @IntRange(min = 1, max = 2) int leaders,
      @ForAll @IntRange(max = 40) int killsIn1000) {
    Simulation simulation = new Simulation(seed, tiles, leaders, killsIn1000);
    simulation.run();

    Map<Long, List<Instant>> passes = simulation.world.passes();
    simulation.full.forEach(
        (tile, seen) ->
            requireWithinLimit(
                tile, seen, passes.getOrDefault(tile, List.of()), simulation.world.now));
    requireStatesFollowResults(simulation.world);
    assertThat(simulation.world.ends).extracting(CycleEnd::gaps).containsOnly(0L);
    assertThat(simulation.world.ends)
        .extracting(it -> it.cycle().id())
        .isSorted()
        .hasSizeGreaterThanOrEqualTo(PERIODS);
  }

  private static void requireWithinLimit(
      long tile, Instant seen, List<Instant> passes, Instant end) {
    Instant last = seen;
    List<Instant> all = new ArrayList<>(passes);
    all.add(end);
    for (Instant pass : all) {
      assertThat(Duration.between(last, pass))
          .as("time between examinations of tile %s at %s", tile, pass)
          .isLessThanOrEqualTo(EVERY.multipliedBy(11).dividedBy(10));
      last = pass;
    }
  }

  /** Nothing counts without a result that was written, and every entry counts once. */
  private static void requireStatesFollowResults(PlanWorld world) {
    FixityPlan plan = world.states.current().orElseThrow();
    long examined = 0;
    for (SliceState slice : world.states.all(plan.size()).toList()) {
      for (Map.Entry<Integer, TileState> each : slice.tiles().entrySet()) {
        TilePass pass = each.getValue().pass();
        TileRange range = new TileRange(slice.firstTile() + each.getKey(), pass.width());
        TileResult result =
            world.results.get(
                FixityPaths.result(new TileTask(pass.cycle(), range, pass.attempt())));
        assertThat(result).isNotNull();
        assertThat(pass.time()).isEqualTo(result.began());
        examined += pass.width();
      }
    }
    Coverage coverage = world.coverage();
    assertThat(coverage.total().versions()).isEqualTo(plan.size());
    assertThat(coverage.total().versions() - coverage.total().never()).isEqualTo(examined);
    assertThat(coverage.bySize().values().stream().mapToLong(CoverageCount::versions).sum())
        .isEqualTo(examined);
  }
}
