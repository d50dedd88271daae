package dev.waybill.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Every version of a random history has the verdict that the history says. */
final class RandomHistoryPropertyTest {
  @Property(tries = 300)
  void everyVersionHasTheVerdictOfItsHistory(
      @ForAll long seed, @ForAll @IntRange(max = 60) int steps) throws Exception {
    RandomHistory history = new RandomHistory(seed, steps);
    Reconciliation result = reconcile(history, new Random(seed), 1);
    ReconcileVerdictCounts.assertCounts(result, history.expected());
    assertThat(result.addsUp()).isTrue();
    assertThat(result.sums().there()).isEqualTo(history.world.allThere().size());
    assertThat(result.sums().sealed()).isEqualTo(history.world.sealed.size());
    assertThat(result.sums().repeated()).isZero();
  }

  @Property(tries = 50)
  void neitherOrderNorRepetitionOfRowsChangesTheResult(@ForAll long seed) throws Exception {
    RandomHistory history = new RandomHistory(seed, 40);
    Reconciliation once = reconcile(history, new Random(seed), 1);
    Reconciliation thrice = reconcile(history, new Random(seed + 1), 3);
    assertThat(thrice.counts()).isEqualTo(once.counts());
    assertThat(thrice.examples()).isEqualTo(once.examples());
    assertThat(thrice.sums().union()).isEqualTo(once.sums().union());
    assertThat(thrice.sums().repeated())
        .isEqualTo(
            2L
                * (history.world.allThere().size()
                    + history.world.sealed.size()
                    + history.world.events.size()));
  }

  private static Reconciliation reconcile(RandomHistory history, Random random, int times)
      throws Exception {
    Path folder = Files.createTempDirectory("reconcile");
    try {
      Reconciliation result = history.world.reconcile(folder, random, times);
      assertThat(folder).isEmptyDirectory();
      return result;
    } finally {
      Files.delete(folder);
    }
  }
}
