package dev.waybill.fixity.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.fixity.CycleId;
import dev.waybill.fixity.FixityCondition;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The report in its three forms. -Dwaybill.write.docs=true writes the expected files. */
class FixityReportTest {
  private static final Instant NOW = Instant.parse("2026-12-29T12:00:00Z");
  private static final Instant OLD = Instant.parse("2026-12-01T03:00:00Z");
  private static final String ATTACK = "<script>alert('x')</script>&\"\u202e\u001b[2J";
  private static final NdsaFacts NOTHING = new NdsaFacts(false);
  private static final Path EXPECTED = Path.of("src/service/src/test/resources/fixity");

  private static CoverageRow row(String label, long versions, long overdue, long archived) {
    long inLimit = versions - overdue - archived;
    return new CoverageRow(label, versions, versions << 20, inLimit, inLimit, archived, OLD);
  }

  private static FixityOverview overview(
      CoverageRow all, List<CoverageRow> prefixes, List<DefectRow> defects, NdsaFacts ndsa) {
    return new FixityOverview(
        NOW,
        "caa304-provenance",
        "caa304-provenance/log",
        Duration.ofDays(30),
        Duration.ofDays(1),
        NOW.minusSeconds(3600),
        all,
        prefixes,
        List.of(row("up to 1 MiB", 900_000, 0, 0), row("1 MiB to 1 GiB", 100_000, 3, 12)),
        List.of(
            new CycleRow(new CycleId("20261229T000000Z"), null, 1_000_000, 15_000, 0, 0),
            new CycleRow(new CycleId("20261129T192300Z"), OLD, 990_000, 989_998, 2, 0)),
        List.of(new GapRow(512, 768, null, "unreadable: AccessDenied")),
        defects,
        ndsa);
  }

  private static FixityOverview sample() {
    return overview(
        row("everything", 1_000_000, 3, 12),
        List.of(row("processed/", 999_000, 3, 12), row(ATTACK, 1_000, 0, 0)),
        List.of(
            new DefectRow(
                FixityCondition.ALTERED, "s3://raw/processed/a%20b?versionId=v1", 77, NOW),
            new DefectRow(FixityCondition.GONE, "s3://raw/" + ATTACK, 78, OLD)),
        NOTHING);
  }

  private static void matches(String name, String report) throws IOException {
    Path file = EXPECTED.resolve(name);
    if (Boolean.getBoolean("waybill.write.docs")) {
      Files.createDirectories(EXPECTED);
      Files.writeString(file, report);
    }
    assertThat(report).isEqualTo(Files.readString(file));
  }

  @Test
  void writesTextForTerminals() throws IOException {
    String text = new FixityReport(sample()).text();
    matches("report.txt", text);
    assertThat(text).doesNotContain("\u001b", "\u202e");
  }

  @Test
  void writesJsonWithEverything() throws IOException {
    String json = new FixityReport(sample()).json();
    matches("report.json", json);
    assertThat(json).matches("[\\x20-\\x7e\\n]*");
    assertThat(new ObjectMapper().readTree(json).path("kept").booleanValue()).isFalse();
  }

  @Test
  void writesPageWithoutScriptsAndReferences() throws Exception {
    String page = new FixityReport(sample()).html();
    matches("report.html", page);
    assertThat(page)
        .contains("&lt;script&gt;alert('x')&lt;/script&gt;&amp;\"")
        .doesNotContain("<script", "src=", "href=", "url(", "\u001b", "\u202e");
    // Everything but the two void elements and the doctype is well-formed XML.
    String xml = page.replace("<!DOCTYPE html>\n", "").replaceAll("(<meta [^>]*)>", "$1/>");
    var document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(xml.getBytes(UTF_8)));
    assertThat(document.getElementsByTagName("table").getLength()).isEqualTo(6);
  }

  @Test
  void keepsPageShortWhateverTheDeploymentHas() {
    List<CoverageRow> prefixes =
        IntStream.range(0, 500).mapToObj(it -> row("p" + it + "/", 100, 0, 1)).toList();
    List<DefectRow> defects =
        IntStream.range(0, 5000)
            .mapToObj(it -> new DefectRow(FixityCondition.GONE, "s3://raw/" + it, it, NOW))
            .toList();
    FixityReport report =
        new FixityReport(overview(row("everything", 50_000, 0, 500), prefixes, defects, NOTHING));
    assertThat(report.html().lines()).hasSizeLessThan(100);
    assertThat(report.html()).contains("(494 others)", "49,400", "4,995 more");
    assertThat(report.text()).contains("5000 defects are open.");
    assertThat(report.json().lines().count()).isGreaterThan(20_000);
  }

  @Test
  void shortensLongTextInItsMiddle() {
    DefectRow defect =
        new DefectRow(
            FixityCondition.GONE, "s3://raw/" + "k".repeat(1024) + "?versionId=v9", 1, NOW);
    FixityReport report =
        new FixityReport(overview(row("x", 9, 0, 0), List.of(), List.of(defect), NOTHING));
    assertThat(report.html()).contains("s3://raw/kkk", "kkk…kkk", "kkk?versionId=v9");
    assertThat(report.text()).doesNotContain("k".repeat(120));
    assertThat(report.json()).contains("k".repeat(1024));
    CoverageRow smiles = row("\uD83D\uDE00".repeat(500) + "x", 9, 0, 0);
    String page = new FixityReport(overview(smiles, List.of(smiles), List.of(), NOTHING)).html();
    assertThat(UTF_8.newEncoder().canEncode(page)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "1000, 1000, 0, true",
    "999, 1000, 0, true",
    "998, 1000, 0, false",
    "999, 999, 0, false",
    "999, 999, 1, true",
    "0, 0, 1000, true",
  })
  void keepsPromiseOnlyForWhatWasReadInTime(
      long onTime, long inLimit, long archived, boolean isKept) {
    CoverageRow row = new CoverageRow("x", 1000, 1, onTime, inLimit, archived, OLD);
    assertThat(row.isKept()).isEqualTo(isKept);
  }

  @Test
  void roundsNoShareUpToEverything() {
    assertThat(ReportNumber.share(999_999_999, 1_000_000_000)).isEqualTo("99.99 %");
    assertThat(ReportNumber.share(5, 5)).isEqualTo("100.00 %");
    assertThat(ReportNumber.share(0, 0)).isEqualTo("–");
    assertThat(ReportNumber.share(1, 3)).isEqualTo("33.33 %");
  }

  @Test
  void namesGravestConclusion() {
    CoverageRow kept = row("x", 1000, 0, 0);
    assertThat(overview(kept, List.of(), List.of(), NOTHING).verdict())
        .isEqualTo("The promise is kept, and no defect is open.");
    assertThat(overview(row("x", 1000, 0, 5), List.of(), List.of(), NOTHING).verdict())
        .isEqualTo("The promise is kept for what can be read, and no defect is open.");
    assertThat(overview(row("x", 1000, 1, 0), List.of(), List.of(), NOTHING).verdict())
        .isEqualTo("The promise is not kept; no defect is open.");
    assertThat(overview(row("x", 1000, 0, 1000), List.of(), List.of(), NOTHING).verdict())
        .isEqualTo("Nothing is sealed that can be read.");
    DefectRow defect = new DefectRow(FixityCondition.HIDDEN, "s3://a", 1, NOW);
    FixityOverview defective = overview(kept, List.of(), List.of(defect), NOTHING);
    assertThat(defective.verdict()).isEqualTo("1 defect is open.");
    assertThat(defective.isClean()).isFalse();
  }

  @Test
  void rejectsCoverageOfMoreThanThereIs() {
    assertThatThrownBy(() -> new CoverageRow("x", 10, 1, 5, 4, 0, null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new CoverageRow("x", 10, 1, 5, 6, 5, null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void readsAsJsonOfAllRows() throws IOException {
    JsonNode json = new ObjectMapper().readTree(new FixityReport(sample()).json());
    assertThat(json.path("prefixes").path(1).path("label").textValue()).isEqualTo(ATTACK);
    assertThat(json.path("cycles").path(1).path("statement").textValue())
        .isEqualTo("fixity/cycle/20261129T192300Z.sigstore.json");
    assertThat(json.path("ndsa").path("level").intValue()).isZero();
  }
}
