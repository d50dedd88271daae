package dev.waybill.fixity.shape;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class PartitionJoinPropertyTest {
  private static Path folder;

  @BeforeContainer
  static void createFolder() throws IOException {
    folder = Files.createTempDirectory("join");
  }

  @AfterContainer
  static void leavesNoFile() throws IOException {
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
    Files.delete(folder);
  }

  /** Few bits differ, and some only in the second half, which no split separates. */
  @Provide
  static Arbitrary<List<ShapeRow>> rows() {
    Arbitrary<Long> highs = Arbitraries.of(0L, 1L, -1L, 1L << 63, 1L << 48, 0xff00L);
    Arbitrary<Integer> flags =
        Arbitraries.of(
            ShapeRow.SEALED,
            ShapeRow.LATEST,
            ShapeRow.SOURCE,
            ShapeRow.MARKER | ShapeRow.SOURCE | ShapeRow.LATEST,
            ShapeRow.SEALED | ShapeRow.STAYS | ShapeRow.ELSEWHERE,
            ShapeRow.FOLDER);
    Arbitrary<Long> sizes = Arbitraries.of(0L, 1L, (1L << 53) - 1);
    return Combinators.combine(
            highs,
            Arbitraries.longs().between(0, 2),
            flags,
            sizes,
            Arbitraries.longs().between(0, (1L << 32) - 1),
            Arbitraries.integers(),
            Arbitraries.longs(),
            Arbitraries.longs())
        .as((high, low, flag, size, s, e, id, d) -> row(high, low, flag, size, s, e, id, d))
        .list()
        .ofMaxSize(60);
  }

  private static ShapeRow row(
      long high, long low, int flags, long size, long seconds, int eTag, long id, long digest) {
    return new ShapeRow(high, low, flags, size, seconds, eTag, id, id + 1, digest);
  }

  @Property(tries = 300)
  void equalsJoinOfAllRowsInMemory(
      @ForAll("rows") List<ShapeRow> rows, @ForAll @IntRange(min = 1, max = 20) int maxRows) {
    Set<List<Object>> joined = new HashSet<>();
    PartitionJoin join = join(rows, maxRows, 1_000, joined);

    Map<PlaceHash, ShapePlace> naive = new HashMap<>();
    rows.forEach(it -> naive.computeIfAbsent(it.place(), at -> new ShapePlace()).add(it));
    Set<List<Object>> expected = new HashSet<>();
    naive.values().forEach(it -> expected.add(content(it)));
    assertThat(joined).isEqualTo(expected);
    assertThat(join.crowdedRows()).isZero();
  }

  @Property(tries = 100)
  void countsRowsOfKeysThatDoNotFitIntoMemory(@ForAll @IntRange(min = 9, max = 40) int versions) {
    List<ShapeRow> rows = new ArrayList<>();
    rows.add(row(1, 2, ShapeRow.SEALED, 1, 1, 1, 1, 1));
    for (int version = 0; version < versions; version++) {
      rows.add(row(5, 6, 0, 1, 1, 1, version, 0));
    }
    Set<List<Object>> joined = new HashSet<>();

    assertThat(join(rows, 2, 8, joined).crowdedRows()).isEqualTo(versions);
    assertThat(joined).hasSize(1);
  }

  private static PartitionJoin join(
      List<ShapeRow> rows, int maxRows, int maxCrowded, Set<List<Object>> joined) {
    SpillSpace space = new SpillSpace(() -> Long.MAX_VALUE);
    RowPartitions partitions = new RowPartitions(folder, "rows", 0, space);
    rows.forEach(partitions::add);
    PartitionJoin join =
        new PartitionJoin(folder, space, maxRows, maxCrowded, it -> joined.add(content(it)));
    partitions.finish().forEach(join::join);
    return join;
  }

  private static List<Object> content(ShapePlace place) {
    return List.of(
        Set.copyOf(place.entries()),
        Set.copyOf(place.copies()),
        Set.copyOf(place.sources()),
        place.topCopy(),
        place.topSource());
  }
}
