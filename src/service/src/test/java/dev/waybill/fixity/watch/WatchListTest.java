package dev.waybill.fixity.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.fixity.FixityCondition;
import dev.waybill.fixity.FixityPaths;
import dev.waybill.log.InMemoryLogStore;
import dev.waybill.record.object.ObjectVersion;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchListTest {
  private static final WatchedDefect GONE = new WatchedDefect.OfEntry(FixityCondition.GONE, 5);
  private static final WatchedDefect EXTRA =
      new WatchedDefect.OfVersion(
          FixityCondition.EXTRA, new ObjectVersion("raw", "processed/\u00e4 \"\n", "v1"));

  private final InMemoryLogStore store = new InMemoryLogStore();
  private final WatchList watch = new WatchList(store);

  @Test
  void isEmptyBeforeThereIsADefect() {
    assertThat(watch.all()).isEmpty();
    watch.remove(List.of(GONE));
    assertThat(store.keys()).isEmpty();
  }

  @Test
  void keepsDefectsForEveryProcessUntilTheyAreRemoved() {
    assertThat(watch.add(List.of(GONE))).containsExactly(GONE);
    assertThat(new WatchList(store).add(List.of(EXTRA, GONE))).containsExactly(GONE, EXTRA);
    watch.remove(List.of(GONE));
    assertThat(new WatchList(store).all()).containsExactly(EXTRA);
  }

  @Test
  void losesNoDefectOfConcurrentWriters() throws InterruptedException {
    ExecutorService writers = Executors.newFixedThreadPool(3);
    for (long index = 0; index < 30; index++) {
      WatchedDefect defect = new WatchedDefect.OfEntry(FixityCondition.ALTERED, index);
      writers.execute(() -> assertThat(new WatchList(store).add(List.of(defect))).contains(defect));
    }
    writers.shutdown();
    assertThat(writers.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    assertThat(watch.all()).hasSize(30);
  }

  @Test
  void takesNoMoreThanItsLimit() {
    List<WatchedDefect> many =
        LongStream.range(0, WatchList.MAX_DEFECTS + 5)
            .<WatchedDefect>mapToObj(it -> new WatchedDefect.OfEntry(FixityCondition.GONE, it))
            .toList();
    assertThat(watch.add(many)).hasSize(WatchList.MAX_DEFECTS);
    assertThat(watch.add(List.of(EXTRA))).doesNotContain(EXTRA);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "null",
        "{\"v\":2,\"defects\":[]}",
        "{\"v\":1,\"defects\":[{\"condition\":\"gone\"}]}",
        "{\"v\":1,\"defects\":[{\"condition\":\"intact\",\"index\":1}]}",
        "{\"v\":1,\"defects\":[{\"condition\":\"gone\",\"index\":\"1\"}]}",
        "{\"v\":1,\"defects\":[{\"condition\":\"gone\",\"index\":-1}]}"
      })
  void beginsAnewWhenItsDocumentIsDamaged(String document) {
    store.put(FixityPaths.WATCH, document.getBytes(StandardCharsets.UTF_8));
    assertThat(watch.all()).isEmpty();
    assertThat(watch.add(List.of(GONE))).containsExactly(GONE);
    assertThat(watch.all()).containsExactly(GONE);
  }

  @Property(tries = 200)
  void readsWhatItWrites(@ForAll long seed) {
    Random random = new Random(seed);
    Set<WatchedDefect> defects =
        new LinkedHashSet<>(random.ints(random.nextInt(9)).mapToObj(it -> defect(random)).toList());
    assertThat(WatchJson.read(WatchJson.write(defects))).isEqualTo(defects);
  }

  private static WatchedDefect defect(Random random) {
    List<FixityCondition> defects =
        List.of(FixityCondition.values()).stream().filter(FixityCondition::isDefect).toList();
    FixityCondition condition = defects.get(random.nextInt(defects.size()));
    String key = "processed/" + random.nextInt() + "\u00fc\u0001\ud83d\ude00";
    return random.nextBoolean()
        ? new WatchedDefect.OfEntry(condition, random.nextLong(1L << 53))
        : new WatchedDefect.OfVersion(
            condition, new ObjectVersion("raw", key, "v" + random.nextInt(1000)));
  }
}
