package dev.waybill.log.check;

import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.InvalidLogException;
import dev.waybill.record.log.MerkleTree;
import dev.waybill.record.log.TileTree;
import dev.waybill.record.log.TreeHash;

/** Comparison of sizes and roots with the tree of a checkpoint. */
final class TreeConsistency {
  private final Checkpoint checkpoint;
  private final TileTree tree;

  /** Results of a comparison. */
  enum Result {
    /** The tree extends the other one. */
    CONSISTENT,
    /** The tree has another root at that size. */
    INCONSISTENT,
    /** The other tree is larger. */
    LARGER,
    /** Tiles are missing or wrong, which is a defect of their own. */
    UNKNOWN
  }

  TreeConsistency(Checkpoint checkpoint, AuthenticTiles tiles) {
    this.checkpoint = checkpoint;
    this.tree = new TileTree(tiles, checkpoint.size());
  }

  /**
   * Returns the checkpoint of the tree when it had fewer entries.
   *
   * @throws InvalidLogException when tiles are missing or wrong
   * @throws IllegalArgumentException when it has never had so many
   */
  Checkpoint at(long size) {
    return new Checkpoint(checkpoint.origin(), size, tree.root(size));
  }

  Result compare(Checkpoint other) {
    return compare(other.size(), other.root());
  }

  /** Compares a size that was claimed with a root. */
  Result compare(long size, TreeHash root) {
    if (size > checkpoint.size()) {
      return Result.LARGER;
    }
    if (size == checkpoint.size()) {
      return root.equals(checkpoint.root()) ? Result.CONSISTENT : Result.INCONSISTENT;
    }
    try {
      return MerkleTree.extendsTree(
              size, root, checkpoint.size(), checkpoint.root(), tree.consistencyProof(size))
          ? Result.CONSISTENT
          : Result.INCONSISTENT;
    } catch (InvalidLogException e) {
      return Result.UNKNOWN;
    }
  }
}
