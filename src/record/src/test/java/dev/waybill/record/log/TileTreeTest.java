package dev.waybill.record.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TileTreeTest {
  private final Map<TileAddress, byte[]> tiles = new HashMap<>();
  private final List<TreeHash> leaves = new ArrayList<>();
  private final TreeBuilder builder = TreeBuilder.empty();

  private void append(int count) {
    List<TreeHash> added = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      added.add(
          TreeHash.ofEntry(("entry " + (leaves.size() + i)).getBytes(StandardCharsets.UTF_8)));
    }
    leaves.addAll(added);
    tiles.putAll(builder.append(added));
  }

  private TileTree tree(long size) {
    return new TileTree(
        address ->
            Optional.ofNullable(tiles.get(address))
                .or(() -> Optional.ofNullable(tiles.get(address.full()))),
        size);
  }

  @Test
  void provesEachEntryAndEachOlderTreeOfGrowingLog() {
    List<Long> sizes = new ArrayList<>();
    for (int step : new int[] {1, 1, 1, 4, 100, 149, 1, 300, 65_000, 400, 7}) {
      append(step);
      long size = leaves.size();
      sizes.add(size);
      TreeHash root = MerkleTree.root(leaves);
      TileTree tree = tree(size);
      assertThat(builder.root()).isEqualTo(root);
      assertThat(tree.root()).isEqualTo(root);
      assertThat(TreeBuilder.of(a -> Optional.ofNullable(tiles.get(a)), size).root())
          .isEqualTo(root);
      for (long index = 0; index < size; index += 1 + size / 50) {
        assertThat(
                MerkleTree.includes(
                    leaves.get((int) index), index, size, tree.inclusionProof(index), root))
            .isTrue();
      }
      for (long old : sizes) {
        TreeHash oldRoot = MerkleTree.root(leaves.subList(0, (int) old));
        List<TreeHash> proof = tree.consistencyProof(old);
        assertThat(MerkleTree.extendsTree(old, oldRoot, size, root, proof)).isTrue();
        assertThat(MerkleTree.extendsTree(old, TreeHash.EMPTY_ROOT, size, root, proof)).isFalse();
      }
    }
    assertThat(tiles.keySet())
        .containsAll(
            TileAddress.ofTree(leaves.size()).stream().filter(a -> a.level() >= 0).toList());
  }

  /** Returns a tree of equal entries, whose hashes are equal on each level. */
  private static TileTree uniform(long size, TreeHash leaf, AtomicInteger reads) {
    List<TreeHash> levels = new ArrayList<>(List.of(leaf));
    for (int level = 1; level < 9; level++) {
      levels.add(MerkleTree.root(Collections.nCopies(256, levels.get(level - 1))));
    }
    return new TileTree(
        address -> {
          reads.incrementAndGet();
          byte[] tile = new byte[address.width() * TreeHash.BYTES];
          for (int at = 0; at < address.width(); at++) {
            levels.get(address.level()).copyTo(tile, at * TreeHash.BYTES);
          }
          return Optional.of(tile);
        },
        size);
  }

  @Test
  void readsFewTilesOfTheLargestTrees() {
    TreeHash leaf = TreeHash.ofEntry(new byte[0]);
    TreeHash expected = leaf;
    for (int height = 0; height < 62; height++) {
      expected = TreeHash.ofNode(expected, expected);
    }
    AtomicInteger reads = new AtomicInteger();

    assertThat(uniform(1L << 62, leaf, reads).root()).isEqualTo(expected);
    TileTree largest = uniform(Long.MAX_VALUE, leaf, reads);
    TreeHash root = largest.root();
    List<TreeHash> proof = largest.inclusionProof(Long.MAX_VALUE - 1);

    assertThat(MerkleTree.includes(leaf, Long.MAX_VALUE - 1, Long.MAX_VALUE, proof, root)).isTrue();
    assertThat(
            MerkleTree.extendsTree(
                1L << 62, expected, Long.MAX_VALUE, root, largest.consistencyProof(1L << 62)))
        .isTrue();
    assertThat(reads).hasValueLessThan(100);
  }

  @Test
  void namesTileThatIsMissing() {
    append(300);
    tiles.remove(new TileAddress(0, 1, 44));

    assertThatThrownBy(() -> tree(300).root())
        .isInstanceOf(InvalidLogException.class)
        .hasMessage("tile/0/001.p/44 is missing")
        .extracting(it -> ((InvalidLogException) it).isMissing())
        .isEqualTo(true);
    assertThatThrownBy(() -> TreeBuilder.of(a -> Optional.ofNullable(tiles.get(a)), 300))
        .isInstanceOf(InvalidLogException.class)
        .hasMessage("tile/0/001.p/44 is missing");
    assertThatThrownBy(() -> tree(1L << 62).root()).isInstanceOf(InvalidLogException.class);
  }

  @Test
  void namesTileOfAnotherLength() {
    append(300);
    for (int length : new int[] {0, 1, 32, 44 * 32 - 1, 44 * 32 + 32, 8191, 8224}) {
      tiles.put(new TileAddress(0, 1, 44), new byte[length]);

      assertThatThrownBy(() -> tree(300).root())
          .isInstanceOf(InvalidLogException.class)
          .hasMessage("tile/0/001.p/44 has " + length + " bytes");
      assertThatThrownBy(() -> TreeBuilder.of(a -> Optional.ofNullable(tiles.get(a)), 300))
          .isInstanceOf(InvalidLogException.class)
          .hasMessage("tile/0/001.p/44 has " + length + " bytes");
    }
  }

  @Test
  void readsFullTileInPlaceOfPartialOne() {
    append(300);
    append(212);
    assertThat(tiles.remove(new TileAddress(0, 1, 44))).isNotNull();

    assertThat(tree(300).root()).isEqualTo(MerkleTree.root(leaves.subList(0, 300)));
    assertThat(
            TreeBuilder.of(a -> Optional.ofNullable(tiles.get(a.level() == 0 ? a.full() : a)), 300)
                .root())
        .isEqualTo(MerkleTree.root(leaves.subList(0, 300)));
  }

  @Test
  void returnsNoHashOfChangedTileBelowTheRightRoot() {
    append(70_000);
    TreeHash root = MerkleTree.root(leaves);
    for (TileAddress changed :
        TileAddress.ofTree(70_000).stream().filter(it -> it.level() >= 0).toList()) {
      if (changed.level() == 0 && changed.index() % 50 != 0 && !changed.isPartial()) {
        continue;
      }
      byte[] tile = tiles.get(changed);
      byte[] forged = tile.clone();
      forged[forged.length / 2] ^= 1;
      tiles.put(changed, forged);

      assertThat(isBelieved(changed, root)).as(changed.path()).isFalse();
      tiles.put(changed, tile);
    }
  }

  /** Returns true when a tree with the right root returns a hash that is not the log's. */
  private boolean isBelieved(TileAddress changed, TreeHash root) {
    try {
      TileTree tree = tree(70_000);
      if (!tree.root().equals(root)) {
        return false;
      }
      long first = changed.index() << (8 * (changed.level() + 1));
      for (long index = first; index < first + 256; index++) {
        if (!tree.leaf(index).equals(leaves.get((int) index))) {
          return true;
        }
        tree.inclusionProof(index);
      }
      return true;
    } catch (InvalidLogException rejected) {
      return !rejected
          .getMessage()
          .endsWith("does not have the hash that the tile above it states");
    }
  }
}
