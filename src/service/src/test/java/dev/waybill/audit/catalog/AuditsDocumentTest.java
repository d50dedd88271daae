package dev.waybill.audit.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.settings.SettingsLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Table of audits in docs/reference/audits.md: every audit, and how its tests cover it. */
final class AuditsDocumentTest {
  private static final Path DOCUMENT = Path.of("docs/reference/audits.md");
  private static final Path PROOFS =
      Path.of("src/service/src/test/resources/dev/waybill/audit/proof");
  private static final Path GENERATED = Path.of("target/audits.md");
  private static final String MARK = "<!-- From here on generated from sql/audits. -->\n";

  @Test
  void documentListsEveryAudit() throws IOException {
    String actual = Files.readString(DOCUMENT);
    assertThat(actual).contains(MARK);
    String introduction = actual.substring(0, actual.indexOf(MARK));
    String expected = introduction + MARK + "\n" + table() + "\n" + sections();
    Files.createDirectories(GENERATED.getParent());
    Files.writeString(GENERATED, expected);

    assertThat(actual).as("fix with: cp %s %s", GENERATED, DOCUMENT).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("queries")
  void everyAuditHasFixturesOfFindingsAndNearMisses(AuditQuery query) throws IOException {
    JsonNode proof = proof(query);
    assertThat(proof.path("findings")).as("findings").isNotEmpty();
    assertThat(proof.path("nearMisses")).as("near misses").hasSizeGreaterThanOrEqualTo(2);
    Set<String> names = new HashSet<>();
    for (String kind : List.of("findings", "nearMisses")) {
      for (JsonNode each : proof.path(kind)) {
        assertThat(names.add(each.path("name").asText())).as("%s is named once", each).isTrue();
      }
    }
  }

  static List<AuditQuery> queries() {
    return AuditCatalog.load(Path.of("").toAbsolutePath()).queries();
  }

  private static String table() throws IOException {
    StringBuilder table = new StringBuilder();
    table.append("| id | title | severity | tactics | schedule | references | tested by |\n");
    table.append("|---|---|---|---|---|---|---|\n");
    for (AuditQuery query : queries()) {
      JsonNode proof = proof(query);
      List<String> cells =
          List.of(
              "[" + query.id() + "](../../" + query.file() + ")",
              query.title(),
              query.severity().name().toLowerCase(Locale.ROOT),
              Tactic.list(query.tactics()),
              SettingsLoader.show(query.schedule()),
              String.join("; ", query.references()),
              testedBy(proof));
      table.append(
          cells.stream()
              .map(it -> it.replace("|", "\\|"))
              .collect(Collectors.joining(" | ", "| ", " |\n")));
    }
    return table.toString();
  }

  /** Returns the number of cases; AuditVariantsIT judges each one disguised and malformed, too. */
  private static String testedBy(JsonNode proof) {
    int findings = proof.path("findings").size();
    int nearMisses = proof.path("nearMisses").size();
    int disguised = proof.path("judgesClient").asBoolean() ? 0 : findings + nearMisses;
    return count(findings, "finding", "findings")
        + ", "
        + count(nearMisses, "near miss", "near misses")
        + ", "
        + disguised
        + " disguised, "
        + (findings + nearMisses)
        + " malformed";
  }

  private static String sections() {
    return queries().stream().map(AuditsDocumentTest::section).collect(Collectors.joining("\n"));
  }

  private static String section(AuditQuery query) {
    StringBuilder section = new StringBuilder("### " + query.id() + " " + query.title() + "\n\n");
    section.append(query.question()).append("\n\n");
    for (Parameter parameter : query.parameters()) {
      section.append(
          "- Parameter `%s` (%s): `%s`\n"
              .formatted(parameter.name(), parameter.preset().type(), parameter.preset().text()));
    }
    return section
        .append("- False positives: ")
        .append(query.falsePositives())
        .append("\n- Response: ")
        .append(query.response())
        .append('\n')
        .toString();
  }

  private static String count(int count, String one, String many) {
    return count + " " + (count == 1 ? one : many);
  }

  private static JsonNode proof(AuditQuery query) throws IOException {
    return new ObjectMapper().readTree(PROOFS.resolve(query.id() + ".json").toFile());
  }
}
