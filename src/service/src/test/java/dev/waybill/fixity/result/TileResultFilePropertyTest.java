package dev.waybill.fixity.result;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.fixity.CycleId;
import dev.waybill.fixity.Examination;
import dev.waybill.fixity.FixityCondition;
import dev.waybill.fixity.Rung;
import dev.waybill.fixity.TileRange;
import dev.waybill.fixity.TileResult;
import dev.waybill.fixity.TileTask;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class TileResultFilePropertyTest {
  private static final Instant BEGAN = Instant.parse("2026-11-29T19:23:00.125Z");

  @Provide
  static Arbitrary<TileResult> results() {
    return Combinators.combine(
            Arbitraries.longs().between(0, (1L << 45) - 2),
            Arbitraries.integers().between(1, TileRange.FULL),
            Arbitraries.of("replica-1", "ä\u2028\"\\", "\uD83D\uDE00", ""),
            Arbitraries.longs().between(0, 1L << 32),
            Arbitraries.randomValue(Random::nextLong))
        .as(
            (tile, width, reader, millis, seed) -> {
              TileRange range = new TileRange(tile, width);
              return new TileResult(
                  new TileTask(CycleId.of(BEGAN.plusSeconds(seed & 0xffffff)), range),
                  reader,
                  BEGAN,
                  BEGAN.plusMillis(millis),
                  seed >>> 11,
                  examinations(range, new Random(seed)));
            });
  }

  private static List<Examination> examinations(TileRange range, Random random) {
    List<Examination> all = new ArrayList<>();
    for (long index = range.from(); index < range.to(); index++) {
      all.add(
          new Examination(
              index,
              pick(random, Rung.values()),
              pick(random, FixityCondition.values()),
              random.nextLong(1L << 53),
              random.nextInt(1 << 30),
              random.nextBoolean() ? null : "v" + random.nextInt(),
              random.nextBoolean() ? null : Integer.toHexString(random.nextInt()) + "-2",
              random.nextInt(4) > 0 ? null : "SHA-256 ist \u00e4 \u0001\n"));
    }
    return all;
  }

  private static <T> T pick(Random random, T[] values) {
    return values[random.nextInt(values.length)];
  }

  @Property(tries = 200)
  void decodesWhatItEncodes(@ForAll("results") TileResult result) {
    assertThat(TileResultFile.decode(TileResultFile.encode(result))).isEqualTo(result);
  }

  @Property(tries = 50)
  void writesFilesThatOtherReadersOfGzipDecompress(@ForAll("results") TileResult result) {
    byte[] file = TileResultFile.encode(result);
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(file))) {
      List<String> lines = new String(in.readAllBytes(), UTF_8).lines().toList();
      assertThat(lines).hasSize(result.range().width() + 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertThat(file).isEqualTo(TileResultFile.encode(result));
  }

  @Property(tries = 500)
  void rejectsChangedFileOrDecodesSameResult(
      @ForAll("results") TileResult result,
      @ForAll int place,
      @ForAll @IntRange(min = 1, max = 255) int change) {
    byte[] file = TileResultFile.encode(result);
    file[Math.floorMod(place, file.length)] ^= (byte) change;

    try {
      // Some bits of deflate have no meaning: the padding behind the last block.
      assertThat(TileResultFile.decode(file)).isEqualTo(result);
    } catch (InvalidResultException expected) {
      assertThat(expected).hasMessageNotContaining("\n");
    }
  }

  @Property(tries = 500)
  void rejectsChangedLinesOrDecodesOtherResult(
      @ForAll("results") TileResult result,
      @ForAll int place,
      @ForAll @IntRange(min = 1, max = 255) int change) {
    byte[] text = PlainGzip.decompress(TileResultFile.encode(result), 1 << 22);
    text[Math.floorMod(place, text.length)] ^= (byte) change;
    byte[] file = PlainGzip.compress(text);

    try {
      TileResult decoded = TileResultFile.decode(file);
      assertThat(decoded).isNotEqualTo(result);
      assertThat(TileResultFile.encode(decoded)).isEqualTo(file);
    } catch (InvalidResultException expected) {
      assertThat(expected).hasMessageNotContaining("\n");
    }
  }

  @Property(tries = 200)
  void rejectsFileThatIsCutOff(@ForAll("results") TileResult result, @ForAll int place) {
    byte[] file = TileResultFile.encode(result);
    byte[] cut = Arrays.copyOf(file, Math.floorMod(place, file.length));

    assertThatThrownBy(() -> TileResultFile.decode(cut)).isInstanceOf(InvalidResultException.class);
  }

  @Property(tries = 200)
  void rejectsOtherBytesByName(@ForAll byte[] bytes) {
    assertThatThrownBy(() -> TileResultFile.decode(bytes))
        .isInstanceOf(InvalidResultException.class);
    assertThatThrownBy(() -> TileResultFile.decode(PlainGzip.compress(bytes)))
        .isInstanceOf(InvalidResultException.class);
  }
}
