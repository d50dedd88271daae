package dev.waybill.fixity.result;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
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
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TileResultFileTest {
  private static final String HEADER =
      "{\"attempt\":0,\"began\":\"2026-11-29T19:30:00Z\",\"cycle\":\"20261129T192300Z\",\"ended\":\"2026-11-29T19:30:01.500Z\",\"from\":512,\"reader\":\"replica-1\",\"requests\":5,\"tile\":2,\"to\":514,\"v\":1}\n";
  private static final String FIRST =
      "{\"bytes\":5,\"eTag\":\"5d41\",\"index\":512,\"ms\":3,\"outcome\":\"intact\","
          + "\"rung\":\"bytes\",\"versionId\":\"v1\"}\n";
  private static final String SECOND =
      "{\"bytes\":0,\"detail\":\"404\",\"index\":513,\"ms\":1,\"outcome\":\"gone\","
          + "\"rung\":\"shape\"}\n";

  private static TileResult result(String reader, @Nullable String detail) {
    return new TileResult(
        new TileTask(new CycleId("20261129T192300Z"), new TileRange(2, 2)),
        reader,
        Instant.parse("2026-11-29T19:30:00Z"),
        Instant.parse("2026-11-29T19:30:01.500Z"),
        5,
        List.of(
            new Examination(512, Rung.BYTES, FixityCondition.INTACT, 5, 3, "v1", "5d41", null),
            new Examination(513, Rung.SHAPE, FixityCondition.GONE, 0, 1, null, null, detail)));
  }

  private static byte[] file(String lines) {
    return PlainGzip.compress(lines.getBytes(UTF_8));
  }

  private static void rejects(byte[] file, String message) {
    assertThatThrownBy(() -> TileResultFile.decode(file))
        .isInstanceOf(InvalidResultException.class)
        .hasMessageContaining(message);
  }

  @Test
  void writesOneLineForHeaderAndEachEntry() {
    byte[] file = TileResultFile.encode(result("replica-1", "404"));
    assertThat(new String(PlainGzip.decompress(file, 10_000), UTF_8))
        .isEqualTo(HEADER + FIRST + SECOND);
    assertThat(TileResultFile.decode(file)).isEqualTo(result("replica-1", "404"));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      delimiter = ';',
      value = {
        "'\"v\":1';'\"v\":2'",
        "'\"attempt\":0,';''",
        "'\"attempt\":0';'\"attempt\":10'",
        "'\"attempt\":0';'\"attempt\":-1'",
        "'\"attempt\":0';'\"attempt\":\"0\"'",
        "'\"v\":1';'\"v\":1.0'",
        "'\"tile\":2';'\"tile\":-2'",
        "'\"tile\":2';'\"tile\":3'",
        "'\"to\":514';'\"to\":515'",
        "'\"to\":514';'\"to\":512'",
        "'\"to\":514';'\"to\":99999'",
        "'\"to\":514';'\"to\":9223372036854775807'",
        "'\"to\":514';'\"to\":9223372036854775808'",
        "'\"from\":512';'\"from\":511'",
        "'\"from\":512';'\"from\":-9223372036854775808'",
        "'\"from\":512';'\"from\":\"512\"'",
        "'20261129T192300Z';'20261329T192300Z'",
        "'20261129T192300Z';'../20261129T192300Z'",
        "'2026-11-29T19:30:00Z';'2026-11-29T19:30:00.000Z'",
        "'2026-11-29T19:30:00Z';'yesterday'",
        "'\"reader\":\"replica-1\"';'\"reader\":null'",
        "'\"reader\":\"replica-1\"';'\"reader\":[\"replica-1\"]'",
        "'\"index\":512';'\"index\":513'",
        "'\"index\":512';'\"index\":-1'",
        "'\"bytes\":5';'\"bytes\":-5'",
        "'\"bytes\":5';'\"bytes\":5e0'",
        "'\"bytes\":5';'\"bytes\":9007199254740992'",
        "'\"ms\":3';'\"ms\":03'",
        "'\"outcome\":\"intact\"';'\"outcome\":\"fine\"'",
        "'\"outcome\":\"intact\"';'\"outcome\":\"INTACT\"'",
        "'\"rung\":\"bytes\"';'\"rung\":\"bits\"'",
        "'\"eTag\":\"5d41\"';'\"eTag\":null'",
        "'\"eTag\":\"5d41\"';'\"eTag\":\"\\u0035d41\"'",
        "'\"eTag\":\"5d41\",';'\"eTag\":\"5d41\",\"eTag\":\"5d41\",'",
        "'\"eTag\":\"5d41\",';'\"eTag\":\"5d41\",\"extra\":1,'",
        "'{\"bytes\":5';' {\"bytes\":5'",
        "'\"versionId\":\"v1\"}';'\"versionId\":\"v1\"} {}'",
      })
  void rejectsOtherLines(String part, String other) {
    String lines = HEADER + FIRST + SECOND;
    assertThat(lines).contains(part);
    rejects(file(lines.replace(part, other)), "the lines are not");
  }

  @Test
  void rejectsOtherNumberOfLines() {
    rejects(file(HEADER + FIRST), "the lines are not");
    rejects(file(HEADER + FIRST + SECOND + SECOND), "the lines are not");
    rejects(file(HEADER + FIRST + SECOND + "\n"), "the lines are not");
    rejects(file(HEADER + FIRST + SECOND.strip()), "the lines are not");
    rejects(file(HEADER + SECOND + FIRST), "the lines are not");
    rejects(file(""), "the lines are not");
    rejects(file("\n".repeat(1000)), "the lines are not");
  }

  @Test
  void rejectsLinesThatAreNotUtf8() {
    byte[] text = (HEADER + FIRST + SECOND.replace("404", "\u00ff")).getBytes(ISO_8859_1);
    rejects(PlainGzip.compress(text), "not UTF-8");
  }

  @Test
  void rejectsFileThatGrowsBeyondTheLimitBeforeItTakesMemory() {
    byte[] bomb = PlainGzip.compress(new byte[200 * 1024 * 1024]);
    assertThat(bomb).hasSizeLessThan(TileResultFile.MAX_FILE_BYTES);
    rejects(bomb, "more than 2097152 bytes");
    rejects(new byte[TileResultFile.MAX_FILE_BYTES + 1], "1048577 bytes");
  }

  @Test
  void rejectsSecondMemberAndOptionalFieldsOfGzip() {
    byte[] file = TileResultFile.encode(result("replica-1", "404"));
    byte[] twice = Arrays.copyOf(file, 2 * file.length);
    System.arraycopy(file, 0, twice, file.length, file.length);
    rejects(twice, "");
    rejects(Arrays.copyOf(file, file.length + 1), "");
    for (int place = 0; place < 10; place++) {
      byte[] changed = file.clone();
      changed[place] ^= 1;
      rejects(changed, "not gzip of the plain form");
    }
    byte[] checksum = file.clone();
    checksum[file.length - 8] ^= 1;
    rejects(checksum, "checksum");
  }

  @Test
  void rejectsTextThatUtf8CannotExpressBeforeItIsWritten() {
    assertThatThrownBy(() -> TileResultFile.encode(result("\uD83D", null)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TileResultFile.encode(result("a", "x".repeat(3 * 1024 * 1024))))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
