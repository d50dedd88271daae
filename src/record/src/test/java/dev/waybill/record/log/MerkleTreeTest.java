package dev.waybill.record.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {
  /** Entries and roots that the implementations of Certificate Transparency test with. */
  private static final List<String> ENTRIES =
      List.of(
          "",
          "00",
          "10",
          "2021",
          "3031",
          "40414243",
          "5051525354555657",
          "606162636465666768696a6b6c6d6e6f");

  private static final List<String> ROOTS =
      List.of(
          "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
          "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
          "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
          "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
          "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
          "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
          "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
          "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
          "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

  private static TreeHash leaf(int index) {
    return TreeHash.ofEntry(("entry " + index).getBytes(StandardCharsets.UTF_8));
  }

  private static List<TreeHash> leaves(int count) {
    List<TreeHash> leaves = new ArrayList<>();
    for (int at = 0; at < count; at++) {
      leaves.add(leaf(at));
    }
    return leaves;
  }

  /** Returns a tree whose tiles are made of its leaves. */
  private static TileTree tree(List<TreeHash> leaves) {
    var tiles = TreeBuilder.empty().append(leaves);
    return new TileTree(address -> Optional.ofNullable(tiles.get(address)), leaves.size());
  }

  @Test
  void hasTheRootsOfCertificateTransparency() {
    List<TreeHash> leaves =
        ENTRIES.stream().map(it -> TreeHash.ofEntry(HexFormat.of().parseHex(it))).toList();
    for (int size = 0; size <= leaves.size(); size++) {
      assertThat(MerkleTree.root(leaves.subList(0, size)).hex()).isEqualTo(ROOTS.get(size));
    }
  }

  @Property(tries = 60)
  void provesEachEntryAtItsIndexOnly(
      @ForAll @IntRange(min = 1, max = 700) int size, @ForAll @IntRange(max = 699) int number) {
    List<TreeHash> leaves = leaves(size);
    int index = number % size;
    List<TreeHash> proof = tree(leaves).inclusionProof(index);
    TreeHash root = MerkleTree.root(leaves);

    assertThat(MerkleTree.includes(leaf(index), index, size, proof, root)).isTrue();
    for (int other = 0; other < size; other++) {
      assertThat(MerkleTree.includes(leaf(index), other, size, proof, root))
          .isEqualTo(other == index);
      assertThat(MerkleTree.includes(leaf(other), index, size, proof, root))
          .isEqualTo(other == index);
    }
  }

  @Property(tries = 60)
  void rejectsChangedInclusionProofs(
      @ForAll @IntRange(min = 1, max = 700) int size,
      @ForAll @IntRange(max = 699) int number,
      @ForAll @IntRange(max = 12) int place) {
    List<TreeHash> leaves = leaves(size);
    int index = number % size;
    List<TreeHash> proof = tree(leaves).inclusionProof(index);
    TreeHash root = MerkleTree.root(leaves);

    for (List<TreeHash> changed : changed(proof, place)) {
      assertThat(MerkleTree.includes(leaf(index), index, size, changed, root)).isFalse();
    }
    assertThat(MerkleTree.includes(leaf(index), -1 - index, size, proof, root)).isFalse();
    assertThat(MerkleTree.includes(leaf(index), size, size, proof, root)).isFalse();
    assertThat(MerkleTree.includes(leaf(index), index, size, proof, leaf(size))).isFalse();
  }

  /** Returns proofs with one hash more, less, changed, or in another place. */
  private static List<List<TreeHash>> changed(List<TreeHash> proof, int place) {
    List<List<TreeHash>> all = new ArrayList<>();
    int at = proof.isEmpty() ? 0 : place % proof.size();
    List<TreeHash> longer = new ArrayList<>(proof);
    longer.add(at, leaf(9999));
    all.add(longer);
    List<TreeHash> extended = new ArrayList<>(proof);
    extended.add(leaf(9999));
    all.add(extended);
    if (!proof.isEmpty()) {
      List<TreeHash> shorter = new ArrayList<>(proof);
      shorter.remove(at);
      all.add(shorter);
      List<TreeHash> other = new ArrayList<>(proof);
      byte[] bytes = proof.get(at).bytes();
      bytes[place] ^= 1;
      other.set(at, TreeHash.of(bytes, 0));
      all.add(other);
    }
    if (proof.size() > 1) {
      List<TreeHash> swapped = new ArrayList<>(proof);
      int next = (at + 1) % proof.size();
      swapped.set(at, proof.get(next));
      swapped.set(next, proof.get(at));
      all.add(swapped);
    }
    return all;
  }

  @Property(tries = 60)
  void provesEachPrefixAndRejectsOtherRoots(
      @ForAll @IntRange(min = 1, max = 700) int size,
      @ForAll @IntRange(max = 700) int number,
      @ForAll @IntRange(max = 12) int place) {
    List<TreeHash> leaves = leaves(size);
    int old = number % (size + 1);
    List<TreeHash> proof = tree(leaves).consistencyProof(old);
    TreeHash oldRoot = MerkleTree.root(leaves.subList(0, old));
    TreeHash root = MerkleTree.root(leaves);

    assertThat(MerkleTree.extendsTree(old, oldRoot, size, root, proof)).isTrue();
    assertThat(MerkleTree.extendsTree(old, leaf(9999), size, root, proof)).isFalse();
    // Nothing is known of a tree from its empty prefix, so each root extends it.
    assertThat(MerkleTree.extendsTree(old, oldRoot, size, leaf(9999), proof)).isEqualTo(old == 0);
    assertThat(MerkleTree.extendsTree(size + 1, oldRoot, size, root, proof)).isFalse();
    assertThat(MerkleTree.extendsTree(-1, oldRoot, size, root, proof)).isFalse();
    for (List<TreeHash> changed : changed(proof, place)) {
      assertThat(MerkleTree.extendsTree(old, oldRoot, size, root, changed)).isFalse();
    }
  }

  @Property(tries = 30)
  void rejectsProofOfAnotherPrefix(
      @ForAll @IntRange(min = 2, max = 150) int size, @ForAll @IntRange(max = 149) int number) {
    List<TreeHash> leaves = leaves(size);
    int old = 1 + number % (size - 1);
    List<TreeHash> proof = tree(leaves).consistencyProof(old);
    TreeHash root = MerkleTree.root(leaves);
    for (int other = 1; other <= size; other++) {
      TreeHash oldRoot = MerkleTree.root(leaves.subList(0, other));
      assertThat(MerkleTree.extendsTree(other, oldRoot, size, root, proof)).isEqualTo(other == old);
    }
  }

  @Test
  void judgesProofsOfTheLargestTrees() {
    List<TreeHash> proof = new ArrayList<>();
    TreeHash root = leaf(0);
    for (int level = 0; level < 63; level++) {
      TreeHash sibling = leaf(level + 1);
      proof.add(sibling);
      root = TreeHash.ofNode(sibling, root);
    }
    assertThat(MerkleTree.includes(leaf(0), Long.MAX_VALUE - 1, Long.MAX_VALUE, proof, root))
        .isFalse();
    assertThat(MerkleTree.includes(leaf(0), (1L << 62) - 1, 1L << 62, proof, root)).isFalse();
    TreeHash lower = leaf(0);
    for (TreeHash sibling : proof.subList(0, 62)) {
      lower = TreeHash.ofNode(sibling, lower);
    }
    assertThat(MerkleTree.includes(leaf(0), (1L << 62) - 1, 1L << 62, proof.subList(0, 62), lower))
        .isTrue();
    assertThat(MerkleTree.extendsTree(1L << 62, leaf(0), Long.MAX_VALUE, leaf(1), List.of()))
        .isFalse();
  }
}
