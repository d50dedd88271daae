package dev.waybill.log;

import dev.waybill.record.log.TileAddress;
import dev.waybill.record.log.TileReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tiles and bundles in the log's store (C2SP tlog-tiles). A partial tile that was removed because
 * the tile is full now is answered with the full tile. The bytes are untrusted and unverified.
 */
public final class TileStore implements TileReader {
  private final LogStore store;

  /**
   * @param store the provenance bucket
   */
  public TileStore(LogStore store) {
    this.store = store;
  }

  @Override
  public Optional<byte[]> read(TileAddress address) {
    Optional<byte[]> tile = content(address);
    // The full tile exists before a partial one is removed, so this order misses neither.
    return tile.isEmpty() && address.isPartial() ? content(address.full()) : tile;
  }

  private Optional<byte[]> content(TileAddress address) {
    return store.find(LogPaths.of(address)).map(StoredObject::content);
  }

  /** Returns the bytes of tiles and bundles in this order, read concurrently. */
  public List<Optional<byte[]>> readAll(List<TileAddress> addresses) {
    List<Optional<byte[]>> tiles = new ArrayList<>(contents(addresses));
    List<Integer> removed = new ArrayList<>();
    for (int at = 0; at < addresses.size(); at++) {
      if (tiles.get(at).isEmpty() && addresses.get(at).isPartial()) {
        removed.add(at);
      }
    }
    List<Optional<byte[]>> full =
        contents(removed.stream().map(it -> addresses.get(it).full()).toList());
    for (int at = 0; at < removed.size(); at++) {
      tiles.set(removed.get(at), full.get(at));
    }
    return tiles;
  }

  private List<Optional<byte[]>> contents(List<TileAddress> addresses) {
    return addresses.isEmpty()
        ? List.of()
        : store.findAll(addresses.stream().map(LogPaths::of).toList()).stream()
            .map(it -> it.map(StoredObject::content))
            .toList();
  }
}
