package dev.waybill.log.check;

import dev.waybill.log.LogPaths;
import dev.waybill.log.LogStore;
import dev.waybill.log.StoredObject;
import dev.waybill.record.log.TileAddress;
import dev.waybill.record.log.TileReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tiles and bundles of the store. The full one stands in for a partial one that was removed. */
final class FallbackTiles implements TileReader {
  private final LogStore store;

  FallbackTiles(LogStore store) {
    this.store = store;
  }

  @Override
  public Optional<byte[]> read(TileAddress address) {
    return find(address).or(() -> address.isPartial() ? find(address.full()) : Optional.empty());
  }

  private Optional<byte[]> find(TileAddress address) {
    return store.find(LogPaths.of(address)).map(StoredObject::content);
  }

  /** Reads several concurrently; those that do not exist are left out. */
  Map<TileAddress, byte[]> readAll(List<TileAddress> addresses) {
    List<Optional<StoredObject>> found =
        store.findAll(addresses.stream().map(LogPaths::of).toList());
    Map<TileAddress, byte[]> all = new HashMap<>();
    for (int i = 0; i < addresses.size(); i++) {
      TileAddress address = addresses.get(i);
      found.get(i).ifPresent(it -> all.put(address, it.content()));
      if (address.isPartial() && !all.containsKey(address)) {
        find(address.full()).ifPresent(it -> all.put(address, it));
      }
    }
    return all;
  }
}
