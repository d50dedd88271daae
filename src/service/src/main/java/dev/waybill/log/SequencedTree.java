package dev.waybill.log;

import dev.waybill.log.LogConflictException.Reason;
import dev.waybill.log.LogStore.Keeping;
import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.EntryBundle;
import dev.waybill.record.log.InvalidLogException;
import dev.waybill.record.log.Quantity;
import dev.waybill.record.log.TileAddress;
import dev.waybill.record.log.TileReader;
import dev.waybill.record.log.TreeBuilder;
import dev.waybill.record.log.TreeHash;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tree of the log at its right edge, with the entries of the last bundle that is not full. */
final class SequencedTree {
  private final TreeBuilder tree;
  private final List<byte[]> edge;

  private SequencedTree(TreeBuilder tree, List<byte[]> edge) {
    this.tree = tree;
    this.edge = edge;
  }

  /**
   * Reads the edge of the tree of a checkpoint, and verifies it with the root.
   *
   * @throws LogConflictException when a tile or bundle is missing or is not what it must be
   */
  static SequencedTree read(TileReader tiles, Checkpoint checkpoint) {
    // Each tile is read once, so that the bytes that are verified are the bytes that are used.
    Map<TileAddress, Optional<byte[]>> read = new HashMap<>();
    TileReader once = address -> read.computeIfAbsent(address, tiles::read);
    try {
      TreeBuilder tree = TreeBuilder.of(once, checkpoint.size());
      if (!tree.root().equals(checkpoint.root())) {
        throw new InvalidLogException("the tiles have another root");
      }
      return new SequencedTree(tree, edge(once, checkpoint.size()));
    } catch (InvalidLogException e) {
      throw new LogConflictException(
          Reason.TILE_DIFFERS,
          "the tiles at the edge of the log are not those of its checkpoint of size "
              + checkpoint.size()
              + ": "
              + e.getMessage()
              + "; restore the changed object's first version");
    }
  }

  private static List<byte[]> edge(TileReader tiles, long size) {
    int width = Math.toIntExact(size % TileAddress.FULL);
    if (width == 0) {
      return new ArrayList<>();
    }
    TileAddress address = TileAddress.at(0, size - 1, size);
    byte[] hashes = content(tiles, address);
    List<byte[]> entries = EntryBundle.decode(content(tiles, address.bundle()));
    if (entries.size() < width) {
      throw new InvalidLogException(
          address.bundle() + " has " + Quantity.ofEntries(entries.size()));
    }
    for (int at = 0; at < width; at++) {
      TreeHash leaf = TreeHash.ofEntry(entries.get(at));
      if (!leaf.equals(TreeHash.of(hashes, at * TreeHash.BYTES))) {
        throw new InvalidLogException(address.bundle() + " has another entry " + at);
      }
    }
    return new ArrayList<>(entries.subList(0, width));
  }

  private static byte[] content(TileReader tiles, TileAddress address) {
    return tiles
        .read(address)
        .orElseThrow(() -> new InvalidLogException(address.path() + " is missing"));
  }

  /** Returns the tree as a checkpoint. */
  Checkpoint checkpoint(String origin) {
    return new Checkpoint(origin, tree.size(), tree.root());
  }

  /**
   * Appends entries.
   *
   * @return the tiles and bundles that the entries fill or change, as they are afterwards
   */
  Map<TileAddress, NewObject> append(List<EncodedEntry> entries) {
    Map<TileAddress, NewObject> objects = new HashMap<>();
    long index = tree.size() / TileAddress.FULL;
    for (EncodedEntry entry : entries) {
      edge.add(entry.bytes());
      if (edge.size() == TileAddress.FULL) {
        addBundle(objects, index);
        edge.clear();
        index++;
      }
    }
    if (!edge.isEmpty() && !entries.isEmpty()) {
      addBundle(objects, index);
    }
    tree.append(entries.stream().map(EncodedEntry::leafHash).toList())
        .forEach((address, tile) -> objects.put(address, object(address, tile)));
    return objects;
  }

  private void addBundle(Map<TileAddress, NewObject> objects, long index) {
    TileAddress address = new TileAddress(TileAddress.ENTRIES, index, edge.size());
    objects.put(address, object(address, EntryBundle.encode(edge)));
  }

  private static NewObject object(TileAddress address, byte[] content) {
    return new NewObject(
        LogPaths.of(address), content, address.isPartial() ? Keeping.TEMPORARY : Keeping.RETAINED);
  }
}
