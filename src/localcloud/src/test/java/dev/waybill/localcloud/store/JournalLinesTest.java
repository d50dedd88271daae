package dev.waybill.localcloud.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Tests of reading the lines of a journal. */
final class JournalLinesTest {
  @Test
  void leavesOutIncompleteLastLine() throws IOException {
    assertThat(lines(stream("one\n\ntwo\nthr", 100))).containsExactly("one", "", "two");
    assertThat(lines(stream("", 100))).isEmpty();
  }

  @Property(tries = 50)
  void readsLinesOfAnyLengthInAnyPieces(
      @ForAll @Size(max = 8) List<@IntRange(max = 200_000) Integer> lengths,
      @ForAll @IntRange(min = 1, max = 100_000) int piece)
      throws IOException {
    List<String> expected =
        lengths.stream().map(length -> "x".repeat(length)).collect(Collectors.toList());
    String text = expected.stream().map(line -> line + "\n").collect(Collectors.joining());
    assertThat(lines(stream(text, piece))).isEqualTo(expected);
  }

  /** Returns a stream that gives at most {@code piece} bytes at a time. */
  private static InputStream stream(String text, int piece) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
      @Override
      public int read(byte[] into, int offset, int length) {
        return super.read(into, offset, Math.min(length, piece));
      }
    };
  }

  private static List<String> lines(InputStream in) throws IOException {
    JournalLines lines = new JournalLines(in);
    List<String> read = new ArrayList<>();
    for (byte[] line = lines.next(); line != null; line = lines.next()) {
      read.add(new String(line, StandardCharsets.UTF_8));
    }
    return read;
  }
}
