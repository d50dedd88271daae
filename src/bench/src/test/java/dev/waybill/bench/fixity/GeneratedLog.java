package dev.waybill.bench.fixity;

import dev.waybill.log.CheckpointSigner;
import dev.waybill.log.LogPaths;
import dev.waybill.log.LogStore;
import dev.waybill.log.LogStore.Keeping;
import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.EntryBundle;
import dev.waybill.record.log.TileAddress;
import dev.waybill.record.log.TreeBuilder;
import dev.waybill.record.log.TreeHash;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Writer of a log whose entries were never sealed: the bundles, tiles and checkpoint that the
 * service would have written, in one pass.
 */
final class GeneratedLog {
  private GeneratedLog() {}

  static void write(LogStore store, CheckpointSigner signer, GeneratedCustody custody) {
    TreeBuilder tree = TreeBuilder.empty();
    while (tree.size() < custody.size()) {
      long from = tree.size();
      long to = Math.min(custody.size(), from + TileAddress.FULL);
      List<byte[]> entries =
          LongStream.range(from, to).mapToObj(it -> custody.entry(it).bytes()).toList();
      put(store, TileAddress.at(0, from, to).bundle(), EntryBundle.encode(entries));
      boolean isLast = to == custody.size();
      tree.append(entries.stream().map(TreeHash::ofEntry).toList())
          .forEach(
              (address, tile) -> {
                // A partial tile above is replaced when more entries follow.
                if (isLast || !address.isPartial()) {
                  put(store, address, tile);
                }
              });
    }
    Checkpoint checkpoint = new Checkpoint(signer.origin(), tree.size(), tree.root());
    put(store, LogPaths.CHECKPOINT, signer.sign(checkpoint).bytes());
  }

  private static void put(LogStore store, TileAddress address, byte[] content) {
    put(store, LogPaths.of(address), content);
  }

  private static void put(LogStore store, String key, byte[] content) {
    if (!store.create(key, content, Keeping.RETAINED)) {
      throw new IllegalStateException(key + " exists");
    }
  }
}
