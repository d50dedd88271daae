package dev.waybill.reconcile.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.fixity.shape.SpillSpace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.jspecify.annotations.Nullable;

/** Order of rows, and what is left of their files. */
final class ExternalSortPropertyTest {
  private Path folder = Path.of("");

  @BeforeProperty
  void createFolder() throws Exception {
    folder = Files.createTempDirectory("sort");
  }

  @AfterProperty
  void deleteFolder() throws Exception {
    Files.delete(folder);
  }

  /** Texts of a few characters that are hard to order: NUL, surrogates, halves of a pair. */
  @Provide
  Arbitrary<String> hostileTexts() {
    return Arbitraries.of("", "\0", "a", "\n", "\u00FF", "\uD7FF", "\uD83D\uDE00", "\uE000")
        .list()
        .ofMaxSize(5)
        .map(it -> String.join("", it));
  }

  @Provide
  Arbitrary<String> halvesOfPairs() {
    return Arbitraries.strings().withChars("a\0\uD800\uDC00\uFFFD\uE000").ofMaxLength(8);
  }

  @Property(tries = 300)
  void rowsAreInTheOrderOfBytesOfTheirFirstText(
      @ForAll("hostileTexts") String left, @ForAll("hostileTexts") String right) {
    int ofKeys =
        Arrays.compareUnsigned(
            left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    int ofRows =
        Arrays.compareUnsigned(
            new RowEncoder().text(left).small(255).row(),
            new RowEncoder().text(right).small(0).row());
    assertThat(Integer.signum(ofRows)).isEqualTo(ofKeys == 0 ? 1 : Integer.signum(ofKeys));
  }

  @Property(tries = 300)
  void rowsAreDecodedAsTheyWereEncoded(
      @ForAll("halvesOfPairs") String text,
      @ForAll("halvesOfPairs") @Nullable String other,
      @ForAll long number,
      @ForAll @IntRange(max = 255) int small) {
    Instant time = Instant.ofEpochSecond(number % 100_000_000_000L, small);
    byte[] row =
        new RowEncoder()
            .text(text)
            .optional(other)
            .optional(null)
            .number(number)
            .small(small)
            .time(time)
            .row();
    RowDecoder decoder = new RowDecoder(row);
    assertThat(decoder.text()).isEqualTo(text);
    assertThat(decoder.optional()).isEqualTo(other);
    assertThat(decoder.optional()).isNull();
    assertThat(decoder.number()).isEqualTo(number);
    assertThat(decoder.small()).isEqualTo(small);
    assertThat(decoder.time()).isEqualTo(time);
  }

  @Property(tries = 100)
  void allRowsComeInOrderAndNoFileIsLeft(
      @ForAll List<byte[]> rows, @ForAll @IntRange(min = 1, max = 300) int bufferBytes) {
    ExternalSort sort = new ExternalSort(folder, "test", SpillSpace.of(folder), bufferBytes, 3);
    rows.forEach(sort::add);
    List<byte[]> sorted = new ArrayList<>();
    try (SortedRows all = sort.finish()) {
      all.forEachRemaining(sorted::add);
    }
    List<byte[]> expected = rows.stream().sorted(Arrays::compareUnsigned).toList();
    assertThat(sorted).usingElementComparator(Arrays::compare).isEqualTo(expected);
    assertThat(folder).isEmptyDirectory();
  }

  @Example
  void fileThatWasCutIsNoCompleteOne() throws Exception {
    ExternalSort sort = new ExternalSort(folder, "cut", SpillSpace.of(folder), 1, 9);
    sort.add(new byte[] {1, 2, 3});
    Path file = folder.resolve("cut-0");
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - Integer.BYTES));
    try {
      assertThatThrownBy(() -> read(sort)).hasMessageContaining("cannot be read");
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static void read(ExternalSort sort) {
    try (SortedRows rows = sort.finish()) {
      rows.forEachRemaining(row -> assertThat(row).isNotEmpty());
    }
  }
}
