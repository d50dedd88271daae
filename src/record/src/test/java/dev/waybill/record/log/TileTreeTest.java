package dev.waybill.record.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
}
