package dev.waybill.record.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TileAddressTest {
  @Test
  void hasThePathsOfTheSpecification() {
    assertThat(new TileAddress(0, 0, 256).path()).isEqualTo("tile/0/000");
    assertThat(new TileAddress(1, 1234067, 256).path()).isEqualTo("tile/1/x001/x234/067");
    assertThat(new TileAddress(0, 1234067, 8).path()).isEqualTo("tile/0/x001/x234/067.p/8");
    assertThat(new TileAddress(TileAddress.ENTRIES, 999, 1).path())
        .isEqualTo("tile/entries/999.p/1");
    assertThat(new TileAddress(63, Long.MAX_VALUE, 256).path())
        .isEqualTo("tile/63/x009/x223/x372/x036/x854/x775/807");
  }

  @Property
  void readsThePathsThatItWrites(
      @ForAll @IntRange(min = -1, max = 63) int level,
      @ForAll @LongRange(min = 0) long index,
      @ForAll @IntRange(min = 1, max = 256) int width) {
    TileAddress address = new TileAddress(level, index, width);

    assertThat(TileAddress.ofPath(address.path())).hasValue(address);
  }

  @Property(tries = 5000)
  void readsNoOtherPaths(@ForAll String path) {
    assertThat(TileAddress.ofPath(path)).isEmpty();
    assertThat(TileAddress.ofPath("tile/0/" + path).map(TileAddress::path))
        .isIn(Optional.empty(), Optional.of("tile/0/" + path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "tile/0",
        "tile/0/",
        "tile/0/0",
        "tile/0/00",
        "tile/0/0000",
        "tile/00/000",
        "tile/64/000",
        "tile/-1/000",
        "tile/data/000",
        "tile/Entries/000",
        "tile/0/000/001",
        "tile/0/x000/001",
        "tile/0/x001/x000",
        "tile/0/X001/000",
        "tile/0/x01/000",
        "tile/0/001/000",
        "tile/0/000.p/0",
        "tile/0/000.p/01",
        "tile/0/000.p/256",
        "tile/0/000.p/999",
        "tile/0/000.p/1000",
        "tile/0/000.p/",
        "tile/0/000.p",
        "tile/0/000.P/1",
        "tile/0/000/",
        "/tile/0/000",
        "tile//0/000",
        "tile/0/../000",
        "tile/0/٠٠٠",
        "tile/0/000\n",
        "tile/0/x009/x223/x372/x036/x854/x775/808",
        "tile/0/x999/x999/x999/x999/x999/x999/999",
        "tile/0/x001/x009/x223/x372/x036/x854/x775/807",
      })
  void rejectsPathsThatNoTileHas(String path) {
    assertThat(TileAddress.ofPath(path)).isEmpty();
  }

  @Test
  void findsTileOfHashInTreesOfAnySize() {
    assertThat(TileAddress.at(0, 255, 256)).isEqualTo(new TileAddress(0, 0, 256));
    assertThat(TileAddress.at(0, 256, 257)).isEqualTo(new TileAddress(0, 1, 1));
    assertThat(TileAddress.at(1, 0, 256)).isEqualTo(new TileAddress(1, 0, 1));
    assertThat(TileAddress.at(7, 126, Long.MAX_VALUE)).isEqualTo(new TileAddress(7, 0, 127));
  }

  @Test
  void rejectsHashesThatTheTreeDoesNotHave() {
    List<long[]> absent =
        List.of(
            new long[] {0, 5, 5},
            new long[] {0, -1, 5},
            new long[] {1, 0, 255},
            new long[] {1, 1, 511},
            new long[] {8, 0, Long.MAX_VALUE},
            new long[] {63, 0, Long.MAX_VALUE},
            new long[] {0, 0, 0});
    for (long[] it : absent) {
      assertThatThrownBy(() -> TileAddress.at((int) it[0], it[1], it[2]))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void listsTheTilesOfTree() {
    assertThat(TileAddress.ofTree(0)).isEmpty();
    assertThat(TileAddress.ofTree(257))
        .extracting(TileAddress::path)
        .containsExactly(
            "tile/entries/000",
            "tile/entries/001.p/1",
            "tile/0/000",
            "tile/0/001.p/1",
            "tile/1/000.p/1");
  }

  @Test
  void listsTilesOfHugeTreeWithoutHoldingThem() {
    assertThat(TileAddress.streamOfTree(Long.MAX_VALUE).limit(3))
        .extracting(TileAddress::path)
        .containsExactly("tile/entries/000", "tile/entries/001", "tile/entries/002");
  }
}
