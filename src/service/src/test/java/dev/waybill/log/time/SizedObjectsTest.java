package dev.waybill.log.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.log.InMemoryLogStore;
import dev.waybill.log.LogPaths;
import dev.waybill.log.LogStore.Listed;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

final class SizedObjectsTest {
  private final InMemoryLogStore store = new InMemoryLogStore();
  private final SizedObjects objects = new SizedObjects(store, LogPaths.COSIGNED);

  private void put(long size) {
    var unused = store.put(key(size), new byte[0]);
  }

  private static String key(long size) {
    return LogPaths.COSIGNED + String.format("%019d", size);
  }

  private Optional<String> newest(long maxSize) {
    return objects.newest(maxSize).map(Listed::key);
  }

  @Test
  void findsTheNewestOfManyWithFewCalls() {
    for (long size = 0; size < 20_000; size++) {
      put(size * 7);
    }
    long before = store.calls();

    assertThat(newest(Long.MAX_VALUE)).contains(key(7 * 19_999));
    assertThat(newest(70_005)).contains(key(70_000));
    assertThat(newest(70_000)).contains(key(70_000));

    assertThat(store.calls() - before).isLessThan(60);
  }

  @Test
  void returnsNothingWhenThereIsNoneUpToTheLimit() {
    assertThat(newest(Long.MAX_VALUE)).isEmpty();
    put(5);
    assertThat(newest(4)).isEmpty();
    assertThat(newest(5)).contains(key(5));
    assertThat(objects.firstAbove(5)).isEmpty();
    assertThat(objects.firstAbove(4).map(Listed::key)).contains(key(5));
    assertThat(objects.firstAbove(Long.MAX_VALUE)).isEmpty();
  }

  @Test
  void skipsNamesThatStateNoSize() {
    put(5);
    for (String name : new String[] {"", "0", "5x", "9999999999999999999", "~", "-1"}) {
      var unused = store.put(LogPaths.COSIGNED + name, new byte[0]);
    }

    assertThat(newest(Long.MAX_VALUE)).contains(key(5));
  }

  @Tag("heavy")
  @Property(tries = 50)
  void findsTheNewestOfAnySizes(
      @ForAll long seed, @ForAll @LongRange(min = 1, max = Long.MAX_VALUE) long bound) {
    Random random = new Random(seed);
    TreeSet<Long> sizes = new TreeSet<>();
    InMemoryLogStore any = new InMemoryLogStore();
    for (int at = 0; at < 3000; at++) {
      long size = Math.floorMod(random.nextLong(), bound);
      sizes.add(size);
      var unused = any.put(key(size), new byte[0]);
    }
    long limit = Math.floorMod(random.nextLong(), bound);

    assertThat(new SizedObjects(any, LogPaths.COSIGNED).newest(limit).map(Listed::key))
        .isEqualTo(Optional.ofNullable(sizes.floor(limit)).map(SizedObjectsTest::key));
  }
}
