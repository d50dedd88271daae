package dev.waybill.record.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.record.object.PartDigests;
import dev.waybill.record.object.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class ChunkComparisonTest {
  @Property
  void namesExactlyTheChunksWithChangedBytes(
      @ForAll @IntRange(min = 1, max = 400) int size,
      @ForAll @IntRange(min = 1, max = 90) int chunkSize,
      @ForAll @Size(max = 6) List<@IntRange(min = 0, max = 399) Integer> changes)
      throws IOException {
    byte[] object = new byte[size];
    ChunkDigests chunks = chunks(object, chunkSize);
    Set<Integer> changed = new TreeSet<>();
    for (int change : changes) {
      object[change % size] = 1;
      changed.add(change % size / chunkSize);
    }

    List<ObjectRange> differences = differences(chunks, object);

    Set<Integer> named = new TreeSet<>();
    for (ObjectRange range : differences) {
      for (long at = range.first(); at <= range.last(); at += chunkSize) {
        named.add((int) (at / chunkSize));
      }
    }
    assertThat(named).isEqualTo(changed);
  }

  @Test
  void joinsNeighborsAndNoOthers() throws IOException {
    ChunkDigests chunks = chunks(new byte[10], 2);
    byte[] changed = {1, 0, 0, 1, 0, 0, 0, 0, 0, 1};

    assertThat(differences(chunks, changed))
        .containsExactly(new ObjectRange(0, 3), new ObjectRange(8, 9));
  }

  @Test
  void namesMissingBytesAndIgnoresFurtherOnes() throws IOException {
    ChunkDigests chunks = chunks(new byte[10], 4);

    assertThat(differences(chunks, new byte[9])).containsExactly(new ObjectRange(8, 9));
    assertThat(differences(chunks, new byte[4])).containsExactly(new ObjectRange(4, 9));
    assertThat(differences(chunks, new byte[0])).containsExactly(new ObjectRange(0, 9));
    assertThat(differences(chunks, new byte[11])).isEmpty();
  }

  @Test
  void boundsTheTextOfManyRanges() {
    List<ObjectRange> many = new ArrayList<>();
    for (int at = 0; at < 23; at++) {
      many.add(new ObjectRange(2L * at, 2L * at));
    }

    assertThat(ChunkComparison.text(many.subList(0, 2))).isEqualTo("bytes 0-0, 2-2 differ");
    assertThat(ChunkComparison.text(many))
        .startsWith("bytes 0-0, 2-2")
        .endsWith("38-38 and 3 more ranges differ");
  }

  private static List<ObjectRange> differences(ChunkDigests chunks, byte[] object)
      throws IOException {
    return ChunkComparison.differences(chunks, new ByteArrayInputStream(object));
  }

  private static ChunkDigests chunks(byte[] object, int chunkSize) {
    List<Sha256> digests = new ArrayList<>();
    for (int from = 0; from < object.length; from += chunkSize) {
      digests.add(
          Sha256.hash(Arrays.copyOfRange(object, from, Math.min(object.length, from + chunkSize))));
    }
    return ChunkDigests.of(object.length, new PartDigests(chunkSize, digests));
  }
}
