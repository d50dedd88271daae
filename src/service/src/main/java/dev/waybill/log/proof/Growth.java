package dev.waybill.log.proof;

import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.InvalidLogException;
import dev.waybill.record.log.MerkleTree;
import dev.waybill.record.log.Quantity;
import dev.waybill.record.log.TileReader;
import dev.waybill.record.log.TileTree;
import dev.waybill.record.log.TreeHash;
import java.util.List;
import java.util.Optional;

/** Comparison of two signed checkpoints of one log: a log may only grow. */
public final class Growth {
  private Growth() {}

  /**
   * Returns why the newer checkpoint does not extend the older one; empty when it does.
   *
   * @param tiles the tiles of the newer tree
   * @return the name of the defect and its description
   */
  public static Optional<String> problem(TileReader tiles, Checkpoint older, Checkpoint newer) {
    if (older.size() > newer.size()) {
      return Optional.of(
          "log-checkpoint-rolled-back: rollback, the log had "
              + Quantity.ofEntries(older.size())
              + " and has "
              + newer.size());
    }
    if (older.size() == newer.size()) {
      return older.root().equals(newer.root())
          ? Optional.empty()
          : Optional.of(
              "log-two-roots: fork, two signed checkpoints of "
                  + Quantity.ofEntries(newer.size())
                  + " have different roots");
    }
    return proofProblem(new TileTree(tiles, newer.size()), older, newer);
  }

  private static Optional<String> proofProblem(TileTree tree, Checkpoint older, Checkpoint newer) {
    try {
      List<TreeHash> proof = tree.consistencyProof(older.size());
      if (MerkleTree.extendsTree(older.size(), older.root(), newer.size(), newer.root(), proof)) {
        return Optional.empty();
      }
      // Only tiles of the signed root can show that the log itself is another one.
      return Optional.of(
          tree.root().equals(newer.root())
              ? "log-checkpoint-inconsistent: fork, the log does not begin with the tree of "
                  + Quantity.ofEntries(older.size())
                  + " that it had"
              : "log-root-mismatch: the tiles are not those of the signed root; run waybill log"
                  + " fsck");
    } catch (InvalidLogException e) {
      return Optional.of(
          e.isMissing()
              ? "log-tile-missing: " + e.getMessage()
              : "log-root-mismatch: " + e.getMessage() + "; run waybill log fsck");
    }
  }
}
