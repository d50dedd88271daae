package dev.waybill.audit.logfile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.baseline.schema.TableScript;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that are as CloudTrail writes them, and one of each kind that is not. */
final class LogFileReaderTest {
  private static final Instant DELIVERED = Instant.parse("2026-03-10T12:05:00Z");

  private final LogFileReader reader = new LogFileReader(columns());

  static Map<String, String> columns() {
    try {
      return TableScript.parse(
              Files.readString(Path.of("sql/schema/v001__cloudtrail_logs.sql"))
                  .replace("{{log.bucket}}", "logs"))
          .columns();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<DamagedLogFiles.Kind> kinds() {
    return DamagedLogFiles.all();
  }

  /** The parser's buffer of characters can be larger than the content. */
  @Test
  void givesWhatPrecedesTheCutToReaderWithLargeBuffer() throws IOException {
    DamagedLogFiles.Kind cut =
        DamagedLogFiles.all().stream()
            .filter(it -> it.name().equals("truncated gzip"))
            .findFirst()
            .orElseThrow();

    try (Reader text =
        new InputStreamReader(
            new StoredContent(cut.file(), cut.bytes()).open(), StandardCharsets.UTF_8)) {
      assertThat(text.read(new char[1 << 20])).isPositive();
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void tellsDamageAndReadsWhatIsThere(DamagedLogFiles.Kind kind) {
    StoredContent stored = new StoredContent(kind.file(), kind.bytes());

    LogFileContent content = reader.read(stored, DELIVERED);

    assertThat(content.faults().keySet()).containsExactlyInAnyOrderElementsOf(kind.faults());
    assertThat(content.lost()).isEqualTo(kind.lost());
    assertThat(content.complete()).isEqualTo(kind.complete());
    List<ObjectNode> rows = rows(stored);
    assertThat(rows).hasSize((int) content.records());
    assertThat(rows)
        .map(it -> it.path("eventid").asText())
        .containsExactlyElementsOf(kind.judged());
    assertThat(rows)
        .allSatisfy(
            it -> {
              assertThat(it.path("eventname").asText()).isEqualTo("StopLogging");
              assertThat(Instant.parse(it.path("eventtime").asText()))
                  .isBetween(Instant.parse("2026-03-10T12:00:00Z"), DELIVERED);
              assertThat(it.has("errorcode")).isFalse();
            });
  }

  private List<ObjectNode> rows(StoredContent stored) {
    List<ObjectNode> rows = new ArrayList<>();
    reader.rows(stored, DELIVERED, rows::add);
    return rows;
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void hasNothingToTellOfMendedFile(DamagedLogFiles.Kind kind) {
    StoredContent stored = new StoredContent("mended.json.gz", DamagedLogFiles.mended(kind.name()));

    LogFileContent content = reader.read(stored, DELIVERED);

    assertThat(content.reason()).isEmpty();
    assertThat(content.isRegular()).isTrue();
    assertThat(content.isWhole()).isTrue();
    assertThat(content.records()).isEqualTo(3);
    assertThat(content.from()).isEqualTo(Instant.parse("2026-03-10T12:00:00Z"));
  }

  @Test
  void hasNothingToTellOfFileWithoutRecordsOrWithUnknownFields() {
    assertThat(regular("{\"Records\":[]}")).isTrue();
    assertThat(
            regular(
                "{\"Records\":[{\"eventTime\":\"2026-03-10T12:00:00Z\",\"new\":{\"a\":[1,{}]},"
                    + "\"requestParameters\":\"text\",\"tlsDetails\":null,\"readOnly\":true,"
                    + "\"userIdentity\":{\"inScopeOf\":{\"a\":1}}}]}"))
        .isTrue();
  }

  private boolean regular(String text) {
    return reader
        .read(new StoredContent("a.json.gz", DamagedLogFiles.gzip(text)), DELIVERED)
        .isRegular();
  }

  @Test
  void stopsReadingWhatInflatesWithoutEnd() throws IOException {
    byte[] blanks = DamagedLogFiles.gzip(" ".repeat(1 << 20));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(DamagedLogFiles.gzip("{\"Records\":["));
    for (int i = 0; i < 257; i++) {
      bytes.write(blanks);
    }

    LogFileContent content =
        reader.read(new StoredContent("a.json.gz", bytes.toByteArray()), DELIVERED);

    assertThat(content.faults()).containsOnlyKeys(LogFault.TOO_LARGE);
    assertThat(content.complete()).isFalse();
  }

  @Property(tries = 300)
  void readsAnyBytesWithoutFailing(@ForAll @Size(max = 200) byte[] bytes) {
    assertThat(reader.read(new StoredContent("a.json.gz", bytes), DELIVERED).isRegular()).isFalse();
    LogFileContent gzip =
        reader.read(new StoredContent("a.json.gz", DamagedLogFiles.gzip(bytes)), DELIVERED);
    assertThat(gzip.isRegular()).isFalse();
  }

  @Property(tries = 300)
  void neverTakesChangedFileForWholeWithFewerRecords(
      @ForAll @IntRange(min = 0, max = 900) int at, @ForAll byte other) {
    String text = new String(inflated(DamagedLogFiles.mended("x")), StandardCharsets.ISO_8859_1);
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    bytes[at % bytes.length] = other;

    LogFileContent content =
        reader.read(new StoredContent("a.json.gz", DamagedLogFiles.gzip(bytes)), DELIVERED);

    assertThat(content.isRegular() && content.records() < 3).isFalse();
  }

  private static byte[] inflated(byte[] gzip) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      return in.readAllBytes();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
