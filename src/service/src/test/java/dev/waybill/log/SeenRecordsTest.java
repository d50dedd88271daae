package dev.waybill.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SeenRecordsTest {
  private static final List<EncodedEntry> ENTRIES =
      IntStream.range(0, 5000).mapToObj(it -> EncodedEntry.of(LogFixtures.entry(it))).toList();

  @Property(tries = 100)
  void remembersExactlyWhatWasAddedWhileItIsNotFull(
      @ForAll @Size(max = 2000) List<@IntRange(max = 4999) Integer> numbers) {
    SeenRecords seen = new SeenRecords(10_000);
    Set<Integer> added = new HashSet<>();
    for (int number : numbers) {
      assertThat(seen.contains(ENTRIES.get(number))).isEqualTo(!added.add(number));
      seen.add(ENTRIES.get(number));
    }
    assertThat(seen.size()).isEqualTo(added.size());
  }

  @Test
  void forgetsTheOldestButNeverMoreThanHalfWhenItIsFull() {
    SeenRecords seen = new SeenRecords(1000);
    for (int number = 0; number < 5000; number++) {
      seen.add(ENTRIES.get(number));
      assertThat(seen.size()).isLessThanOrEqualTo(1000);
      assertThat(seen.contains(ENTRIES.get(Math.max(0, number - 499)))).isTrue();
    }

    assertThat(seen.contains(ENTRIES.get(0))).isFalse();
    assertThat(seen.isFull()).isTrue();
  }
}
