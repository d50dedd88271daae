package dev.waybill.record.chunk;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.record.log.TreeHash;
import dev.waybill.record.object.PartDigests;
import dev.waybill.record.object.Sha256;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ChunkDigestsTest {
  private static final byte[] OBJECT = "abcdefghij".getBytes(US_ASCII);

  /** The digests are those that {@code printf abcd | sha256sum} and so on print. */
  private static final String LIST =
      """
      88d4266fd4e6338d13b845fcf289579d209c897823b9217da3e161936f031589  0-3
      e5e088a0b66163a0a26a5e053d2a4496dc16ab6e0e3dd1adf2d16aa84a078c9d  4-7
      c9df9c3f2963b19b9b95f58c4d33b053fa9f8586dd6ee04126e52a868f882108  8-9
      """;

  private static final ChunkDigests CHUNKS = digests(OBJECT, 4);

  @Property
  void readsItsOwnList(
      @ForAll @Size(min = 1, max = 300) byte[] object,
      @ForAll @IntRange(min = 1, max = 310) int chunkSize)
      throws Exception {
    ChunkDigests chunks = digests(object, chunkSize);

    ChunkDigests read = ChunkDigests.of(chunks.list(), chunks.stated(), object.length);

    assertThat(read.stated()).isEqualTo(chunks.stated());
    assertThat(read.list()).isEqualTo(chunks.list());
    long at = 0;
    for (int index = 0; index < read.layout().count(); index++) {
      ObjectRange range = read.layout().range(index);
      assertThat(range.first()).isEqualTo(at);
      assertThat(read.verify(index, Sha256.hash(bytes(object, range)))).isTrue();
      at = range.last() + 1;
    }
    assertThat(at).isEqualTo(object.length);
  }

  @Property
  void rejectsListWithAnyChangedByte(
      @ForAll @Size(min = 1, max = 50) byte[] object,
      @ForAll @IntRange(min = 1, max = 60) int chunkSize,
      @ForAll @IntRange(min = 0) int place,
      @ForAll byte other) {
    ChunkDigests chunks = digests(object, chunkSize);
    byte[] list = chunks.list();
    int at = place % list.length;
    if (list[at] != other) {
      list[at] = other;
      assertThatThrownBy(() -> ChunkDigests.of(list, chunks.stated(), object.length))
          .isInstanceOf(InvalidChunksException.class);
    }
  }

  @Property
  void rejectsCutList(
      @ForAll @Size(min = 1, max = 50) byte[] object,
      @ForAll @IntRange(min = 1, max = 60) int chunkSize,
      @ForAll @IntRange(min = 0) int place) {
    ChunkDigests chunks = digests(object, chunkSize);
    byte[] list = chunks.list();

    assertThatThrownBy(
            () ->
                ChunkDigests.of(
                    Arrays.copyOf(list, place % list.length), chunks.stated(), object.length))
        .isInstanceOf(InvalidChunksException.class);
  }

  @Property
  void rejectsArbitraryBytes(@ForAll byte[] list) {
    assertThatThrownBy(() -> ChunkDigests.of(list, CHUNKS.stated(), OBJECT.length))
        .isInstanceOf(InvalidChunksException.class);
  }

  @Property
  void rejectsDigestOfOtherBytes(
      @ForAll @IntRange(min = 0, max = 2) int index, @ForAll byte[] other) {
    byte[] right = bytes(OBJECT, CHUNKS.layout().range(index));

    assertThat(CHUNKS.verify(index, Sha256.hash(other))).isEqualTo(Arrays.equals(right, other));
  }

  @Test
  void hasRootOfRfc6962OverTheDigests() {
    TreeHash left = TreeHash.ofNode(leaf("abcd"), leaf("efgh"));

    assertThat(CHUNKS.stated())
        .isEqualTo(new StatedChunks(4, 3, TreeHash.ofNode(left, leaf("ij"))));
    assertThat(digests("abcd".getBytes(US_ASCII), 4).stated().root()).isEqualTo(leaf("abcd"));
  }

  @Test
  void writesListThatSha256sumCanBeComparedWith() {
    assertThat(new String(CHUNKS.list(), US_ASCII)).isEqualTo(LIST);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          one space               | `  4-7`        | ` 4-7`          | line 2
          a tab                   | `  4-7`        | `\t4-7`         | line 2
          the form of binary mode | `  4-7`        | ` *4-7`         | line 2
          another range           | `  4-7`        | `  4-6`         | line 2
          a leading zero          | `  4-7`        | `  04-7`        | line 2
          a range beyond the end  | `  8-9`        | `  8-11`        | line 3
          a carriage return       | `  4-7\n`      | `  4-7\r\n`     | line 2
          no last line break      | `  8-9\n`      | `  8-9`         | line 3
          an empty last line      | `  8-9\n`      | `  8-9\n\n`     | does not end after 3
          a further chunk         | `  8-9\n`      | `  8-9\nx`      | does not end after 3
          a comment               | `  0-3\n`      | `  0-3\n# x\n`  | line 2
          a byte order mark       | `88d4266f`     | `\ufeff88d426`  | line 1
          upper case              | `88d4266f`     | `88D4266F`      | line 1
          no hexadecimal digit    | `88d4266f`     | `88d4266g`      | line 1
          another digest          | `88d4266f`     | `88d4266e`      | root
          """)
  void rejectsMalformedList(String defect, String part, String replacement, String detail) {
    String list = new String(CHUNKS.list(), US_ASCII);
    assertThat(list).as(defect).contains(part);
    byte[] changed = list.replace(part, replacement).getBytes(UTF_8);

    assertThatThrownBy(() -> ChunkDigests.of(changed, CHUNKS.stated(), OBJECT.length))
        .isInstanceOf(InvalidChunksException.class)
        .hasMessageContaining(detail);
  }

  @Test
  void rejectsChunksInAnotherOrder() {
    PartDigests swapped =
        new PartDigests(2, List.of(Sha256.hash("cd"), Sha256.hash("ab"), Sha256.hash("ef")));
    byte[] list = ChunkDigests.of(6, swapped).list();

    assertThatThrownBy(
            () -> ChunkDigests.of(list, digests("abcdef".getBytes(US_ASCII), 2).stated(), 6))
        .isInstanceOf(InvalidChunksException.class)
        .hasMessageContaining("root");
  }

  @Test
  void rejectsStatementThatDoesNotDivideTheObject() {
    for (StatedChunks wrong :
        List.of(
            new StatedChunks(4, 2, CHUNKS.stated().root()),
            new StatedChunks(4, 4, CHUNKS.stated().root()),
            new StatedChunks(3, 3, CHUNKS.stated().root()),
            new StatedChunks(0, 3, CHUNKS.stated().root()),
            new StatedChunks(-4, 3, CHUNKS.stated().root()))) {
      assertThatThrownBy(() -> ChunkDigests.of(CHUNKS.list(), wrong, OBJECT.length))
          .isInstanceOf(InvalidChunksException.class);
    }
    for (long size : new long[] {-1, 0, 8, 13, Long.MAX_VALUE}) {
      assertThatThrownBy(() -> ChunkDigests.of(CHUNKS.list(), CHUNKS.stated(), size))
          .isInstanceOf(InvalidChunksException.class);
    }
  }

  @Test
  void rejectsListAboveItsLimitBeforeItIsRead() {
    assertThatThrownBy(
            () ->
                ChunkDigests.of(
                    new byte[ChunkDigests.MAX_LIST_BYTES + 1], CHUNKS.stated(), OBJECT.length))
        .isInstanceOf(InvalidChunksException.class)
        .hasMessageContaining("more than");
  }

  @Test
  void rejectsWrongNumberOfDigests() {
    assertThatThrownBy(() -> ChunkDigests.of(10, new PartDigests(4, List.of(Sha256.hash("a")))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static TreeHash leaf(String chunk) {
    return TreeHash.ofEntry(Sha256.hash(chunk).bytes());
  }

  private static ChunkDigests digests(byte[] object, int chunkSize) {
    ChunkLayout layout = new ChunkLayout(object.length, chunkSize);
    List<Sha256> digests = new ArrayList<>();
    for (int index = 0; index < layout.count(); index++) {
      digests.add(Sha256.hash(bytes(object, layout.range(index))));
    }
    return ChunkDigests.of(object.length, new PartDigests(chunkSize, digests));
  }

  private static byte[] bytes(byte[] object, ObjectRange range) {
    return Arrays.copyOfRange(object, (int) range.first(), (int) range.last() + 1);
  }
}
