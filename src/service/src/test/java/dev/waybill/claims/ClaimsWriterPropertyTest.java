package dev.waybill.claims;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.log.InMemoryLogStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Each claim is in exactly one file, however threads, sizes and failures of the store fall. */
class ClaimsWriterPropertyTest {
  @Property(tries = 60)
  void writesEachClaimExactlyOnce(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 120) int claims,
      @ForAll @IntRange(min = 1, max = 40) int batch,
      @ForAll @IntRange(min = 0, max = 60) int failuresIn100) {
    Random random = new Random(seed);
    InMemoryLogStore store = new InMemoryLogStore();
    store.before(
        (operation, key) -> {
          if (random.nextInt(100) < failuresIn100) {
            throw new IllegalStateException("down");
          }
        });
    ClaimsWriter.Limits limits =
        new ClaimsWriter.Limits(
            Duration.ofMillis(random.nextInt(3)),
            Duration.ZERO,
            Duration.ZERO,
            batch,
            1000,
            Duration.ZERO,
            Duration.ofMinutes(1));
    Clock clock = Clock.fixed(Instant.parse("2026-11-30T12:00:00Z"), ZoneOffset.UTC);

    try (ClaimsWriter writer =
        new ClaimsWriter(store, "r", it -> it, limits, new ClaimsListener() {}, clock)) {
      IntStream.range(0, claims).parallel().forEach(it -> writer.add(ClaimFixtures.answered(it)));
    }

    store.before((operation, key) -> {});
    List<String> expected = IntStream.range(0, claims).mapToObj(it -> "id-" + it).toList();
    assertThat(ClaimFixtures.ids(store)).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(ClaimFixtures.files(store))
        .filteredOn(it -> ClaimFixtures.lines(store, it).get(0).contains("\"is_first\":true"))
        .hasSize(1);
  }

  /** A crash loses what no file has, and never repeats or spoils what one has. */
  @Property(tries = 30)
  void crashLosesOnlyClaimsThatNoFileHas(
      @ForAll @IntRange(min = 1, max = 40) int claims, @ForAll @IntRange(max = 5) int survived) {
    InMemoryLogStore store = new InMemoryLogStore();
    int[] creates = {0};
    store.before(
        (operation, key) -> {
          if (operation.equals("create") && creates[0]++ >= survived) {
            throw new IllegalStateException("crashed");
          }
        });
    ClaimsWriter.Limits limits =
        new ClaimsWriter.Limits(
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO,
            4,
            1000,
            Duration.ofDays(1),
            Duration.ofMillis(30));
    ClaimsWriter writer =
        new ClaimsWriter(store, "r", it -> it, limits, new ClaimsListener() {}, Clock.systemUTC());
    IntStream.range(0, claims).forEach(it -> writer.add(ClaimFixtures.answered(it)));
    writer.close();

    store.before((operation, key) -> {});
    List<String> stored = ClaimFixtures.ids(store);
    assertThat(stored).doesNotHaveDuplicates();
    assertThat(ClaimFixtures.files(store)).hasSizeLessThanOrEqualTo(survived);
    assertThat(stored.size() + writer.waiting()).isEqualTo(claims);
  }
}
