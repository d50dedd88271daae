package dev.waybill.record.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

final class ChunkLayoutTest {
  private static final long MIB = 1 << 20;
  private static final long TIB = MIB << 20;

  @Property
  void coversEveryByteOnceWithFewEnoughChunks(
      @ForAll @LongRange(min = 1) long objectSize,
      @ForAll @LongRange(min = 1, max = 1L << 40) long smallest) {
    ChunkLayout layout = ChunkLayout.of(objectSize, smallest);

    assertThat(layout.count()).isBetween(1, ChunkLayout.MAX_COUNT);
    assertThat(layout.range(0).first()).isZero();
    assertThat(layout.range(layout.count() - 1).last()).isEqualTo(objectSize - 1);
    if (layout.count() > 1) {
      assertThat(layout.range(0).length()).isEqualTo(layout.chunkSize());
      assertThat(layout.range(1).first()).isEqualTo(layout.chunkSize());
    }
  }

  @Test
  void doublesChunksOfVeryLargeObjectsOnly() {
    assertThat(chunkSize(TIB)).isEqualTo(64 * MIB);
    assertThat(chunkSize(TIB + 1)).isEqualTo(128 * MIB);
    assertThat(chunkSize(5 * TIB)).isEqualTo(512 * MIB);
    assertThat(chunkSize(50 * TIB)).isEqualTo(4096 * MIB);
  }

  @Test
  void namesRangeAsHttpDoes() {
    ObjectRange last = new ChunkLayout(10, 4).range(2);

    assertThat(last.header()).isEqualTo("bytes=8-9");
    assertThat(last.length()).isEqualTo(2);
  }

  @Test
  void rejectsChunkThatDoesNotExist() {
    for (int index : new int[] {-1, 3, Integer.MAX_VALUE}) {
      assertThatThrownBy(() -> new ChunkLayout(10, 4).range(index))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void rejectsImpossibleSizes() {
    for (long[] sizes :
        new long[][] {{0, 1}, {-1, 1}, {1, 0}, {1, -1}, {16_385, 1}, {Long.MAX_VALUE, 1}}) {
      assertThatThrownBy(() -> new ChunkLayout(sizes[0], sizes[1]))
          .isInstanceOf(IllegalArgumentException.class);
    }
    for (long[] ends : new long[][] {{-1, 0}, {1, 0}}) {
      assertThatThrownBy(() -> new ObjectRange(ends[0], ends[1]))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static long chunkSize(long objectSize) {
    return ChunkLayout.of(objectSize, ChunkLayout.DEFAULT_CHUNK_SIZE).chunkSize();
  }
}
