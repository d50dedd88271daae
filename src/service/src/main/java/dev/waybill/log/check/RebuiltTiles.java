package dev.waybill.log.check;

import dev.waybill.record.log.TileAddress;
import dev.waybill.record.log.TileReader;
import dev.waybill.record.log.TreeHash;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Candidates for the right hashes of a tile, computed from what is below it. They are untrusted:
 * the caller compares the hash above them.
 */
final class RebuiltTiles {
  private final TileReader reader;

  RebuiltTiles(TileReader reader) {
    this.reader = reader;
  }

  /**
   * Returns the most likely hashes of a tile. Where the stored tile and the one below it disagree,
   * what is further below decides.
   *
   * @param stored the hashes of the stored tile; null when they are unusable
   * @return empty when something below is missing
   */
  Optional<byte[]> of(TileAddress address, byte @Nullable [] stored) {
    if (address.level() == 0) {
      return leaves(address);
    }
    List<TreeHash> hashes = new ArrayList<>();
    for (int place = 0; place < address.width(); place++) {
      TileAddress child = child(address, place);
      Optional<TreeHash> hash = voted(child, stored == null ? null : TileHashes.at(stored, place));
      if (hash.isEmpty()) {
        return Optional.empty();
      }
      hashes.add(hash.get());
    }
    return Optional.of(TileHashes.ofHashes(hashes));
  }

  private static TileAddress child(TileAddress address, int place) {
    return new TileAddress(
        address.level() - 1, address.index() * TileAddress.FULL + place, TileAddress.FULL);
  }

  /** Returns the hash that two of the stored tile, the tile below and what is below it agree on. */
  private Optional<TreeHash> voted(TileAddress child, @Nullable TreeHash stored) {
    Optional<byte[]> tile = reader.read(child).flatMap(it -> TileHashes.of(child, it));
    Optional<TreeHash> below = tile.map(TileHashes::root);
    if (below.isPresent() && (stored == null || below.get().equals(stored))) {
      return below;
    }
    Optional<TreeHash> deeper = of(child, tile.orElse(null)).map(TileHashes::root);
    if (stored != null && (deeper.isEmpty() || deeper.get().equals(stored))) {
      return below.isEmpty() || deeper.isPresent() ? Optional.of(stored) : below;
    }
    return deeper;
  }

  /** Returns the hashes of the entries of the bundle below a tile of level 0. */
  Optional<byte[]> leaves(TileAddress tile) {
    return reader
        .read(tile.bundle())
        .flatMap(it -> TileHashes.entries(tile.bundle(), it))
        .map(TileHashes::ofEntries);
  }
}
