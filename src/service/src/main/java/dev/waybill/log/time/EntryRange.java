package dev.waybill.log.time;

import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.EntryBundle;
import dev.waybill.record.log.InvalidLogException;
import dev.waybill.record.log.LogEntry;
import dev.waybill.record.log.MerkleTree;
import dev.waybill.record.log.Quantity;
import dev.waybill.record.log.TileAddress;
import dev.waybill.record.log.TileReader;
import dev.waybill.record.log.TileTree;
import dev.waybill.record.log.TreeHash;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Entries of a complete range of a log, which are proven to be in the tree of a checkpoint. */
final class EntryRange {
  /** Number of entries of a range: those below one hash of level 2 of the tiles. */
  static final long ENTRIES = 65_536;

  /** Height of the hash of a range in the tree. */
  private static final int HEIGHT = 16;

  private final TileReader tiles;
  private final Checkpoint checkpoint;

  EntryRange(TileReader tiles, Checkpoint checkpoint) {
    this.tiles = tiles;
    this.checkpoint = checkpoint;
  }

  /**
   * Returns the compressed lines of a range.
   *
   * @param number the number of the range, which the tree contains as a whole
   * @throws InvalidLogException when a bundle or tile is missing, or the tree has other entries
   */
  byte[] table(long number) {
    ByteArrayOutputStream table = new ByteArrayOutputStream();
    List<TreeHash> hashes = new ArrayList<>();
    try (OutputStream lines = new GZIPOutputStream(table)) {
      for (long at = 0; at < ENTRIES / TileAddress.FULL; at++) {
        hashes.add(bundle(number * ENTRIES / TileAddress.FULL + at, lines));
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    requireIncluded(number, MerkleTree.root(hashes));
    return table.toByteArray();
  }

  /** Writes the lines of a bundle, and returns the hash above its entries. */
  private TreeHash bundle(long index, OutputStream lines) throws IOException {
    TileAddress address = new TileAddress(TileAddress.ENTRIES, index, TileAddress.FULL);
    List<byte[]> entries =
        EntryBundle.decode(
            tiles
                .read(address)
                .orElseThrow(() -> new InvalidLogException(address + " is missing")));
    if (entries.size() != TileAddress.FULL) {
      throw new InvalidLogException(address + " has " + Quantity.ofEntries(entries.size()));
    }
    long first = index * TileAddress.FULL;
    for (int at = 0; at < entries.size(); at++) {
      lines.write(line(first + at, entries.get(at)));
    }
    return MerkleTree.root(entries.stream().map(TreeHash::ofEntry).toList());
  }

  /** Returns the entry's JSON with its index; an entry that is none is one line all the same. */
  private static byte[] line(long index, byte[] entry) {
    String json;
    try {
      json = new String(LogEntry.parse(entry).bytes(), StandardCharsets.UTF_8).substring(1);
    } catch (InvalidLogException e) {
      json = "\"invalid\":\"" + Base64.getEncoder().encodeToString(entry) + "\"}";
    }
    return ("{\"index\":" + index + "," + json + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** The proof of the first entry goes on from the hash of the whole range. */
  private void requireIncluded(long number, TreeHash range) {
    List<TreeHash> proof = new TileTree(tiles, checkpoint.size()).inclusionProof(number * ENTRIES);
    long ranges = ((checkpoint.size() - 1) >> HEIGHT) + 1;
    if (!MerkleTree.includes(
        range, number, ranges, proof.subList(HEIGHT, proof.size()), checkpoint.root())) {
      throw new InvalidLogException(
          "the entries from " + number * ENTRIES + " on are not those of the checkpoint");
    }
  }
}
