package dev.waybill.record.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.record.TestSigner;
import dev.waybill.record.chunk.ChunkDigests;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.PartDigests;
import dev.waybill.record.object.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WaybillVerifyChunksTest {
  private static final ObjectVersion VERSION = new ObjectVersion("raw", "incoming/a", "v1");
  private static final String OBJECT = "abcdefghij";
  private static final ChunkDigests CHUNKS =
      ChunkDigests.of(
          10, new PartDigests(4, Stream.of("abcd", "efgh", "ij").map(Sha256::hash).toList()));

  @TempDir Path folder;
  private final TestSigner signer = TestSigner.create();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Path record;
  private Path object;
  private Path list;
  private Path key;

  @BeforeEach
  void writeFiles() throws Exception {
    record =
        Files.write(
            folder.resolve("r.sigstore.json"),
            signer.record(VERSION, Sha256.hash(OBJECT), 10, CHUNKS.stated()));
    object = Files.writeString(folder.resolve("o"), OBJECT);
    list = Files.write(folder.resolve("o.sha256"), CHUNKS.list());
    key = Files.writeString(folder.resolve("pub.pem"), signer.pem());
  }

  @Test
  void verifiesObjectAndListOfItsChunks() {
    assertThat(verify()).isEqualTo(0);
    assertThat(printed())
        .contains("chunks    ok    3 of 4 bytes, root " + CHUNKS.stated().root().hex())
        .endsWith("verified (open: version)\n");
  }

  @Test
  void verifiesObjectWithoutListAsBefore() {
    assertThat(run(record.toString(), "--object=" + object, "--key=" + key)).isEqualTo(0);
    assertThat(printed()).doesNotContain("chunks").endsWith("verified (open: version)\n");
  }

  @ParameterizedTest
  @CsvSource({
    "abcdEfghij, 'bytes 4-7 differ'",
    "abcdefghiJ, 'bytes 8-9 differ'",
    "Abcdefghij, 'bytes 0-3 differ'",
    "AbcdEfghij, 'bytes 0-7 differ'",
    "AbcdefghiJ, 'bytes 0-3, 8-9 differ'",
    "abcdefghi, 'bytes 8-9 differ'",
    "abc, 'bytes 0-9 differ'",
    "'', 'bytes 0-9 differ'",
    "abcdefghijk, 'no recorded byte differs: the object is longer, or changed while it was read'"
  })
  void namesBytesThatDiffer(String changed, String finding) throws Exception {
    Files.writeString(object, changed);

    assertThat(verify()).isEqualTo(1);
    assertThat(printed())
        .contains("digest    bad   ", "chunks    bad   " + finding + "\n")
        .endsWith("NOT VERIFIED\n");
  }

  @Test
  void advisesListWhenTheDigestDiffers() throws Exception {
    Files.writeString(object, "abcdEfghij");

    assertThat(run(record.toString(), "--object=" + object, "--key=" + key)).isEqualTo(1);
    assertThat(printed())
        .contains(
            "chunks    open  3 digests are recorded; give --chunks to see which bytes differ\n");
  }

  @ParameterizedTest
  @CsvSource({"abcdefghij", "abcdEfghij"})
  void believesNoListThatIsNotTheRecordedOne(String content) throws Exception {
    Files.writeString(object, content);
    ChunkDigests other =
        ChunkDigests.of(
            10, new PartDigests(4, Stream.of("abcd", "Efgh", "ij").map(Sha256::hash).toList()));
    Files.write(list, other.list());

    assertThat(verify()).isEqualTo(1);
    assertThat(printed())
        .contains(
            "chunks    bad   the list is not the recorded one: the digests do not have the root"
                + " that the record states\n")
        .doesNotContain("differ\n")
        .endsWith("NOT VERIFIED\n");
  }

  @Test
  void checksListOfRecordAlone() throws Exception {
    assertThat(run(record.toString(), "--key=" + key, "--record-only", "--chunks=" + list))
        .isEqualTo(0);
    assertThat(printed()).contains("chunks    ok    3 of 4 bytes");

    Files.writeString(list, "");
    assertThat(run(record.toString(), "--key=" + key, "--record-only", "--chunks=" + list))
        .isEqualTo(1);
  }

  @Test
  void leavesListOpenWhenTheRecordStatesNoChunks() throws Exception {
    Files.write(record, signer.record(VERSION, Sha256.hash(OBJECT), 10));

    assertThat(verify()).isEqualTo(0);
    assertThat(printed())
        .contains("chunks    open  the record states no chunks, so the list was not compared\n")
        .endsWith("verified (open: chunks, version)\n");
  }

  @Test
  void rejectsFilesThatAreNoListAsUsageError() throws Exception {
    for (List<String> wrong :
        List.of(
            List.of("--chunks=" + folder.resolve("absent")),
            List.of("--chunks=" + folder),
            List.of("--chunks"),
            List.of("--chunks=" + list, "--chunks=" + list))) {
      String[] args =
          Stream.concat(Stream.of(record.toString(), "--key=" + key), wrong.stream())
              .toArray(String[]::new);
      assertThat(run(args)).isEqualTo(2);
    }
    Files.write(list, new byte[] {0x1f, (byte) 0x8b, 8, 0});
    assertThat(verify()).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("--chunks: ");
  }

  private int verify() {
    return run(record.toString(), "--object=" + object, "--key=" + key, "--chunks=" + list);
  }

  private int run(String... args) {
    return new WaybillVerify(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8))
        .run(args);
  }

  private String printed() {
    return out.toString(UTF_8).replace(System.lineSeparator(), "\n");
  }
}
