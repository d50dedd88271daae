package dev.waybill.log.proof;

import dev.waybill.record.log.TileAddress;
import dev.waybill.record.log.TileReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Bundles of a tree, of which the next ones are read concurrently once a reader goes from bundle to
 * bundle, in either direction.
 */
final class BundlesAhead implements TileReader {
  /** Number of bundles of one concurrent read. */
  static final int BATCH = 8;

  private static final int MAX_KEPT = 4 * BATCH;

  private final Function<List<TileAddress>, List<Optional<byte[]>>> readAll;
  private final long size;
  private final Map<Long, Optional<byte[]>> kept = new HashMap<>();
  private final Set<Long> ends = new HashSet<>();

  /**
   * @param readAll reads bundles concurrently, and returns them in the same order
   * @param size number of entries of the tree
   */
  BundlesAhead(Function<List<TileAddress>, List<Optional<byte[]>>> readAll, long size) {
    this.readAll = readAll;
    this.size = size;
  }

  @Override
  public Optional<byte[]> read(TileAddress address) {
    long index = address.index();
    if (!kept.containsKey(index)) {
      fetch(index);
    }
    return kept.remove(index);
  }

  private void fetch(long index) {
    if (kept.size() > MAX_KEPT) {
      kept.clear();
    }
    long step = ends.remove(index) ? 1 : ends.remove(-index - 1) ? -1 : 0;
    List<Long> indexes = new ArrayList<>();
    long at = index;
    do {
      indexes.add(at);
      at += step;
    } while (step != 0 && indexes.size() < BATCH && exists(at) && !kept.containsKey(at));
    List<Optional<byte[]>> bundles = readAll.apply(indexes.stream().map(this::address).toList());
    for (int i = 0; i < indexes.size(); i++) {
      kept.put(indexes.get(i), bundles.get(i));
    }
    if (step >= 0) {
      ends.add(at == index ? index + 1 : at);
    }
    if (step <= 0) {
      // A bundle that is expected from above is noted as its complement.
      ends.add(-(at == index ? index - 1 : at) - 1);
    }
  }

  private boolean exists(long index) {
    return index >= 0 && index * TileAddress.FULL < size;
  }

  private TileAddress address(long index) {
    return TileAddress.at(TileAddress.ENTRIES, index * TileAddress.FULL, size);
  }
}
