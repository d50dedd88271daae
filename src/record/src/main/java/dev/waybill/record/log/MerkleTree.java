package dev.waybill.record.log;

import java.util.List;

/** Roots of Merkle trees and verification of proofs, as RFC 6962, section 2.1, defines them. */
public final class MerkleTree {
  private MerkleTree() {}

  /** Returns the root above some hashes of equal height, which need not be a power of two. */
  public static TreeHash root(List<TreeHash> hashes) {
    return switch (hashes.size()) {
      case 0 -> TreeHash.EMPTY_ROOT;
      case 1 -> hashes.get(0);
      default -> {
        int split = Math.toIntExact(largestPowerBelow(hashes.size()));
        yield TreeHash.ofNode(
            root(hashes.subList(0, split)), root(hashes.subList(split, hashes.size())));
      }
    };
  }

  /** Returns the largest power of two that is smaller than a number of at least two. */
  static long largestPowerBelow(long number) {
    return Long.highestOneBit(number - 1);
  }

  /**
   * Returns true when a proof shows that the tree of a root has an entry at an index.
   *
   * @param leaf the hash of the entry
   * @param index the index of the entry
   * @param size the number of entries of the tree
   * @param proof the hashes from the leaf's sibling up to a child of the root
   */
  public static boolean includes(
      TreeHash leaf, long index, long size, List<TreeHash> proof, TreeHash root) {
    if (index < 0 || index >= size) {
      return false;
    }
    long node = index;
    long last = size - 1;
    TreeHash hash = leaf;
    for (TreeHash sibling : proof) {
      if (last == 0) {
        return false;
      }
      if ((node & 1) == 1 || node == last) {
        hash = TreeHash.ofNode(sibling, hash);
        while ((node & 1) == 0 && node != 0) {
          node >>= 1;
          last >>= 1;
        }
      } else {
        hash = TreeHash.ofNode(hash, sibling);
      }
      node >>= 1;
      last >>= 1;
    }
    return last == 0 && hash.equals(root);
  }

  /**
   * Returns true when a proof shows that a tree only appended entries to an older tree.
   *
   * @param proof the hashes of RFC 6962, section 2.1.2; empty when the trees have the same size, or
   *     the older one is empty
   */
  public static boolean extendsTree(
      long oldSize, TreeHash oldRoot, long size, TreeHash root, List<TreeHash> proof) {
    if (oldSize < 0 || oldSize > size) {
      return false;
    }
    if (oldSize == size) {
      return proof.isEmpty() && oldRoot.equals(root);
    }
    if (oldSize == 0) {
      return proof.isEmpty() && oldRoot.equals(TreeHash.EMPTY_ROOT);
    }
    return verifyExtension(oldSize, oldRoot, size, root, proof);
  }

  private static boolean verifyExtension(
      long oldSize, TreeHash oldRoot, long size, TreeHash root, List<TreeHash> proof) {
    boolean isPower = (oldSize & (oldSize - 1)) == 0;
    if (proof.isEmpty() && !isPower) {
      return false;
    }
    TreeHash first = isPower ? oldRoot : proof.get(0);
    TreeHash old = first;
    TreeHash now = first;
    int skipped = Long.numberOfTrailingZeros(~(oldSize - 1));
    long node = (oldSize - 1) >> skipped;
    long last = (size - 1) >> skipped;
    for (TreeHash sibling : proof.subList(isPower ? 0 : 1, proof.size())) {
      if (last == 0) {
        return false;
      }
      if ((node & 1) == 1 || node == last) {
        old = TreeHash.ofNode(sibling, old);
        now = TreeHash.ofNode(sibling, now);
        while ((node & 1) == 0 && node != 0) {
          node >>= 1;
          last >>= 1;
        }
      } else {
        now = TreeHash.ofNode(now, sibling);
      }
      node >>= 1;
      last >>= 1;
    }
    return last == 0 && old.equals(oldRoot) && now.equals(root);
  }
}
