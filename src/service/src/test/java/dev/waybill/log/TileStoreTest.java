package dev.waybill.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.record.log.TileAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TileStoreTest {
  private static final TileAddress PARTIAL = new TileAddress(0, 7, 3);
  private static final TileAddress OTHER = new TileAddress(0, 9, 3);

  private final InMemoryLogStore store = new InMemoryLogStore();
  private final TileStore tiles = new TileStore(store);

  @Test
  void returnsPartialTileWhileItExists() {
    store.put("log/tile/0/007.p/3", "abc".getBytes(UTF_8));
    store.put("log/tile/0/007", "abcd".getBytes(UTF_8));

    assertThat(tiles.read(PARTIAL)).hasValue("abc".getBytes(UTF_8));
  }

  @Test
  void returnsFullTileWhenPartialTileWasRemoved() {
    store.put("log/tile/0/007", "abcd".getBytes(UTF_8));

    assertThat(tiles.read(PARTIAL)).hasValue("abcd".getBytes(UTF_8));
    assertThat(tiles.read(PARTIAL.full())).hasValue("abcd".getBytes(UTF_8));
  }

  @Test
  void returnsNothingWhenNeitherTileExists() {
    store.put("log/tile/0/007.p/4", "abcd".getBytes(UTF_8));

    assertThat(tiles.read(PARTIAL)).isEmpty();
    assertThat(tiles.read(PARTIAL.full())).isEmpty();
  }

  @Test
  void readsManyTilesInTheirOrderWithTheSameFallback() {
    store.put("log/tile/0/007", "abcd".getBytes(UTF_8));
    store.put("log/tile/entries/009.p/3", "xyz".getBytes(UTF_8));

    List<Optional<byte[]>> read =
        tiles.readAll(List.of(OTHER, PARTIAL, OTHER.bundle(), PARTIAL.full()));

    assertThat(read.get(0)).isEmpty();
    assertThat(read.get(1)).hasValue("abcd".getBytes(UTF_8));
    assertThat(read.get(2)).hasValue("xyz".getBytes(UTF_8));
    assertThat(read.get(3)).hasValue("abcd".getBytes(UTF_8));
  }
}
