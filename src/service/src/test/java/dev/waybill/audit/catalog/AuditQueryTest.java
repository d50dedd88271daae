package dev.waybill.audit.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.alert.Severity;
import dev.waybill.audit.Window;
import dev.waybill.audit.catalog.ParameterValue.Text;
import dev.waybill.audit.catalog.ParameterValue.Texts;
import dev.waybill.audit.catalog.ParameterValue.Whole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading an audit from its file and binding its statement. */
final class AuditQueryTest {
  private static final Path SOUND =
      Path.of("src/service/src/test/resources/dev/waybill/audit/catalog/defects/S3-01-sound.sql");
  private static final Window WINDOW =
      new Window(
          Instant.parse("2026-11-25T23:00:00Z"),
          Instant.parse("2026-11-26T00:15:00Z"),
          Instant.parse("2026-11-26T00:30:00Z"));

  @TempDir Path home;
  private AuditCatalog catalog;

  @BeforeEach
  void read() throws IOException {
    Path audits = Files.createDirectories(home.resolve("sql/audits"));
    Files.copy(SOUND, audits.resolve("S3-01-denied-calls.sql"));
    Files.writeString(audits.resolve("README.md"), "not an audit");
    catalog = AuditCatalog.load(home);
  }

  @Test
  void readsEveryFieldOfAFile() {
    AuditQuery query = catalog.find("s3-01").orElseThrow();

    assertThat(query.title()).isEqualTo("Calls denied");
    assertThat(query.severity()).isEqualTo(Severity.LOW);
    assertThat(query.references()).containsExactly("CIS AWS Foundations 7.0 5.1", "attack.t1530");
    assertThat(query.schedule()).isEqualTo(Duration.ofMinutes(15));
    assertThat(query.window()).isEqualTo(Duration.ofHours(1));
    assertThat(query.parameters())
        .containsExactly(
            new Parameter("least", new Whole(1)),
            new Parameter("ignored", new Texts(List.of("a", "b"))));
    assertThat(query.columns())
        .containsExactly(
            new Column("event_time", "timestamp(3)"),
            new Column("event_id", "varchar"),
            new Column("principal", "varchar"),
            new Column("bucket_name", "varchar"));
    assertThat(query.row()).containsExactly("event_id");
    assertThat(query.incident()).containsExactly("principal", "bucket_name");
    assertThat(query.resource()).isEqualTo("bucket_name");
    assertThat(query.falsePositives()).isEqualTo("Consoles that try.");
    assertThat(query.response()).isEqualTo("Ask the principal.");
    assertThat(query.file()).isEqualTo("sql/audits/S3-01-denied-calls.sql");
    assertThat(query.line()).isEqualTo(18);
    assertThat(query.sql()).startsWith("SELECT event_time").endsWith("{{least}}");
  }

  @Test
  void aStatementHasTypedLiterals() {
    assertThat(
            query()
                .bind(
                    WINDOW,
                    Map.of("raw.bucket", "o'raw", "trail", "unused"),
                    Map.of("least", new Whole(-3), "ignored", new Texts(List.of()))))
        .isEqualTo(
            """
            SELECT event_time, event_id, principal, bucket_name
            FROM events
            WHERE day BETWEEN '2026/11/25' AND '2026/11/26'
              AND event_time >= TIMESTAMP '2026-11-25 23:00:00.000'
              AND event_time < TIMESTAMP '2026-11-26 00:15:00.000'
              AND bucket_name = 'o''raw'
              AND NOT contains(CAST(ARRAY[] AS array(varchar)), principal)
              AND 1 >= (-3)\
            """);
  }

  @Test
  void rejectsMissingDeploymentValue() {
    assertThatThrownBy(() -> query().bind(WINDOW, Map.of(), Map.of()))
        .hasMessage("S3-01 names [raw.bucket], for which no value is given");
  }

  @Test
  void rejectsUnknownParameter() {
    assertThatThrownBy(() -> query().bind(WINDOW, names(), Map.of("most", new Whole(1))))
        .hasMessage("S3-01 has no parameter most; there are [ignored, least]");
  }

  @Test
  void rejectsParameterOfAnotherType() {
    assertThatThrownBy(() -> query().bind(WINDOW, names(), Map.of("least", new Text("1"))))
        .hasMessage("S3-01's least is integer and not varchar");
  }

  @Test
  void rejectsStatementAboveTheLimitOfAthena() {
    Texts many = new Texts(List.of("x".repeat(262_144)));
    assertThatThrownBy(() -> query().bind(WINDOW, names(), Map.of("ignored", many)))
        .hasMessageContaining("Athena accepts 262144");
  }

  @Test
  void parsesOperatorsValueByTheTypeOfTheParameter() {
    Parameter least = query().parameters().get(0);
    assertThat(least.value(" 5 ")).isEqualTo(new Whole(5));
    assertThatThrownBy(() -> least.value("5; DROP"))
        .hasMessage("least = \"5; DROP\" is not a whole number, such as 100");
    assertThat(query().parameters().get(1).value("a, 'b' ,,"))
        .isEqualTo(new Texts(List.of("a", "'b'")));
  }

  @Test
  void mapsPositionInStatementBackToTheFile() {
    Binding binding = Binding.of(query(), WINDOW, names(), Map.of());
    int bound = binding.sql().indexOf("principal)");

    TextPosition origin =
        binding.template().origin(binding.literals(), TextPosition.of(binding.sql(), bound));

    assertThat(origin)
        .isEqualTo(TextPosition.of(query().sql(), query().sql().indexOf("principal)")));
  }

  @Test
  void messageShowsMissingValuesAsMissing() {
    assertThat(query().message().fill(Map.of("principal", "{bucket_name}")))
        .isEqualTo("{bucket_name} was denied in -");
  }

  @Test
  void rejectsCatalogueWithoutAudits() {
    List<Problem> problems = new ArrayList<>();

    assertThat(AuditCatalog.read(Map.of(), problems).queries()).isEmpty();

    assertThat(problems).singleElement().hasToString("sql/audits: holds no audit, <id>-<slug>.sql");
  }

  private AuditQuery query() {
    return catalog.find("S3-01").orElseThrow();
  }

  private static Map<String, String> names() {
    return Map.of("raw.bucket", "raw");
  }
}
