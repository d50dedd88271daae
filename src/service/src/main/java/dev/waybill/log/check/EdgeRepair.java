package dev.waybill.log.check;

import dev.waybill.log.LogPaths;
import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.TileAddress;
import dev.waybill.record.log.TileReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Search for the partial tiles that give a signed root which the stored ones do not give. */
final class EdgeRepair {
  private final Checkpoint checkpoint;
  private final List<TileAddress> addresses;
  private final Map<TileAddress, byte[]> stored;
  private final @Nullable TreeEdge earlier;
  private final TileReader reader;
  private final RebuiltTiles rebuilt;

  EdgeRepair(
      TileReader reader,
      Checkpoint checkpoint,
      List<TileAddress> addresses,
      Map<TileAddress, byte[]> stored,
      @Nullable TreeEdge earlier) {
    this.reader = reader;
    this.checkpoint = checkpoint;
    this.addresses = addresses;
    this.stored = stored;
    this.earlier = earlier;
    this.rebuilt = new RebuiltTiles(reader);
  }

  /** Returns the edge that gives the root, or the stored one, which then is not authentic. */
  TreeEdge repaired(Consumer<LogDefect> defects) {
    List<List<byte[]>> candidates = addresses.stream().map(this::candidates).toList();
    Map<TileAddress, byte[]> right = new TreeMap<>(TreeEdge::byLevel);
    if (search(candidates, 0, right)) {
      report(right, defects);
      return TreeEdge.of(checkpoint, right, true);
    }
    report(stored, defects);
    defects.accept(
        new LogDefect(
            LogDefectKind.ROOT_MISMATCH,
            LogPaths.CHECKPOINT,
            "no tiles and entries of the log give the signed root of size " + checkpoint.size()));
    return TreeEdge.of(checkpoint, stored, false);
  }

  private List<byte[]> candidates(TileAddress address) {
    List<byte[]> all = new ArrayList<>();
    byte[] own = stored.get(address);
    if (own != null) {
      add(all, own);
    }
    rebuilt.of(address, null).ifPresent(it -> add(all, it));
    rebuilt.of(address, own).ifPresent(it -> add(all, it));
    if (earlier != null) {
      for (byte[] one : List.copyOf(all)) {
        earlier.over(address, one).ifPresent(it -> add(all, it));
      }
    }
    return all;
  }

  private static void add(List<byte[]> all, byte[] one) {
    if (all.stream().noneMatch(it -> Arrays.equals(it, one))) {
      all.add(one);
    }
  }

  /** Tries every combination: at most six candidates at each of the few levels that differ. */
  private boolean search(List<List<byte[]>> candidates, int at, Map<TileAddress, byte[]> chosen) {
    if (at == candidates.size()) {
      return TreeEdge.root(chosen).equals(checkpoint.root());
    }
    for (byte[] candidate : candidates.get(at)) {
      chosen.put(addresses.get(at), candidate);
      if (search(candidates, at + 1, chosen)) {
        return true;
      }
    }
    chosen.remove(addresses.get(at));
    return false;
  }

  private void report(Map<TileAddress, byte[]> right, Consumer<LogDefect> defects) {
    for (TileAddress address : addresses) {
      boolean isRight =
          Optional.ofNullable(stored.get(address))
              .filter(it -> Arrays.equals(it, right.get(address)))
              .isPresent();
      if (address.level() > 0 && !isRight) {
        defects.accept(AuthenticTiles.defect(address, reader.read(address).isPresent()));
      }
    }
  }
}
