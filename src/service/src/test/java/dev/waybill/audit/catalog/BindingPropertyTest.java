package dev.waybill.audit.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.alert.Severity;
import dev.waybill.audit.Window;
import dev.waybill.audit.catalog.ParameterValue.Text;
import dev.waybill.audit.catalog.ParameterValue.Texts;
import dev.waybill.audit.catalog.ParameterValue.Whole;
import dev.waybill.audit.catalog.SqlToken.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Bound values stay literals: no text changes the rest of the statement. */
final class BindingPropertyTest {
  private static final Window WINDOW =
      Window.last(Duration.ofHours(1), Instant.parse("2026-11-26T00:30:00Z"));
  private static final Parameter NAME = new Parameter("name", new Text(""));
  private static final Parameter NAMES = new Parameter("names", new Texts(List.of()));
  private static final Parameter LEAST = new Parameter("least", new Whole(1));

  @Property(tries = 1000)
  void textLiteralIsLexedBackUnchanged(
      @ForAll("texts") String text, @ForAll("texts") String other) {
    String sql =
        query("SELECT {{name}} AS a, {{raw.bucket}} AS b FROM t -- c", NAME)
            .bind(WINDOW, Map.of("raw.bucket", other), Map.of("name", new Text(text)));

    assertThat(texts(sql)).containsExactly(text, other);
    assertThat(code(sql)).isEqualTo("SELECT  AS a,  AS b FROM t ");
  }

  @Property(tries = 500)
  void listLiteralIsLexedBackUnchanged(@ForAll("lists") List<String> list) {
    String sql =
        query("SELECT contains({{names}}, a) FROM t", NAMES)
            .bind(WINDOW, Map.of(), Map.of("names", new Texts(list)));

    assertThat(texts(sql)).isEqualTo(list);
    assertThat(code(sql).replaceAll("[ ,]", ""))
        .isEqualTo("SELECTcontains(CAST(ARRAY[]ASarray(varchar))a)FROMt");
  }

  @Property(tries = 200)
  void numberLiteralIsOnlyANumber(@ForAll long number) {
    assertThat(
            query("SELECT {{least}}", LEAST)
                .bind(WINDOW, Map.of(), Map.of("least", new Whole(number))))
        .matches("SELECT (\\d+|\\(-\\d+\\))");
  }

  @Property(tries = 500)
  void printedHeaderIsReadBackUnchanged(@ForAll("queries") AuditQuery query) {
    List<Problem> problems = new ArrayList<>();

    assertThat(QueryReader.read(query.file(), AuditHeaderText.of(query), problems))
        .as("%s", problems)
        .contains(query);
  }

  @Property(tries = 500)
  void readsOrRejectsAnyFileWithoutOtherFailures(@ForAll("texts") String text) {
    for (String file : List.of(text, "-- id: " + text, AuditHeaderText.of(example()) + text)) {
      List<Problem> problems = new ArrayList<>();
      boolean read = QueryReader.read("sql/audits/S3-01-a.sql", file, problems).isPresent();
      assertThat(problems.isEmpty()).isEqualTo(read);
    }
  }

  @Property(tries = 500)
  void valueInMessageIsNeverExpanded(@ForAll("texts") String one, @ForAll("texts") String two) {
    String filled = new MessageTemplate("<{one}> and <{two}>").fill(Map.of("one", one, "two", two));

    assertThat(filled)
        .isEqualTo(
            "<" + (one.isEmpty() ? "-" : one) + "> and <" + (two.isEmpty() ? "-" : two) + ">");
  }

  @Property(tries = 500)
  void offsetAndPositionConvertBackAndForth(@ForAll("texts") String text) {
    for (int offset = 0; offset <= text.length(); offset++) {
      assertThat(TextPosition.of(text, offset).offset(text)).isEqualTo(offset);
    }
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> odd =
        Arbitraries.of(
            "'",
            "''",
            "\"",
            "`",
            "--",
            "/*",
            "*/",
            ";",
            "\n",
            "\r\n",
            "\\",
            "\\'",
            "{{from}}",
            "{{",
            "}}",
            "{one}",
            "{two}",
            "${x}",
            "$1",
            "U&'",
            "\u2019",
            "\ud83d\ude00",
            "%",
            " ",
            "DROP TABLE t",
            "a");
    return Arbitraries.oneOf(odd, Arbitraries.strings().ofMaxLength(10))
        .list()
        .ofMaxSize(8)
        .map(it -> String.join("", it));
  }

  @Provide
  Arbitrary<List<String>> lists() {
    return texts().list().ofMaxSize(5);
  }

  @Provide
  Arbitrary<AuditQuery> queries() {
    Arbitrary<String> line =
        Arbitraries.strings()
            .withCharRange('!', '~')
            .withChars(' ', ':', '-', '\u00e4', '\u65e5')
            .ofMaxLength(200)
            .map(it -> ("x " + it).replaceAll("[;{}]", "").replaceAll("\\s+", " ").strip());
    Arbitrary<Duration> span = Arbitraries.integers().between(1, 44640).map(Duration::ofMinutes);
    Arbitrary<List<Parameter>> parameters =
        Arbitraries.of(
            List.of(),
            List.of(new Parameter("p", new Whole(-7))),
            List.of(
                new Parameter("p", new Texts(List.of("a", "b c"))),
                new Parameter("q", new Text("it's"))));
    return Combinators.combine(line, line, span, parameters, Arbitraries.of(Severity.values()))
        .as(BindingPropertyTest::queryOf);
  }

  private static AuditQuery queryOf(
      String title, String text, Duration span, List<Parameter> parameters, Severity severity) {
    StringBuilder sql =
        new StringBuilder("SELECT a >= {{from}}, a < {{until}}, {{first.day}}, {{last.day}}");
    parameters.forEach(it -> sql.append(", {{").append(it.name()).append("}}"));
    AuditQuery e = example();
    AuditQuery made =
        new AuditQuery(
            e.id(),
            title,
            text,
            severity,
            e.tactics(),
            List.of(title, text),
            span,
            span,
            parameters,
            e.columns(),
            e.row(),
            e.incident(),
            e.resource(),
            e.message(),
            text,
            title,
            sql.append("\nFROM t").toString(),
            e.file(),
            1);
    int line = (int) AuditHeaderText.header(made).lines().count() + 1;
    return new AuditQuery(
        e.id(),
        title,
        text,
        severity,
        e.tactics(),
        made.references(),
        span,
        span,
        parameters,
        e.columns(),
        e.row(),
        e.incident(),
        e.resource(),
        e.message(),
        text,
        title,
        made.sql(),
        e.file(),
        line);
  }

  private static AuditQuery example() {
    return query("SELECT a >= {{from}}, a < {{until}}, {{first.day}}, {{last.day}}");
  }

  private static AuditQuery query(String sql, Parameter... parameters) {
    return new AuditQuery(
        "S3-01",
        "Title",
        "Question?",
        Severity.LOW,
        List.of(Tactic.IMPACT, Tactic.STEALTH),
        List.of(),
        Duration.ofMinutes(15),
        Duration.ofHours(1),
        List.of(parameters),
        List.of(new Column("event_time", "timestamp(3)"), new Column("decimals", "decimal(10, 2)")),
        List.of("event_time"),
        List.of("event_time", "decimals"),
        "decimals",
        new MessageTemplate("at {event_time}"),
        "None.",
        "Look.",
        sql,
        "sql/audits/S3-01-a.sql",
        1);
  }

  private static List<String> texts(String sql) {
    return SqlToken.of(sql).stream()
        .filter(it -> it.kind() == Kind.TEXT)
        .map(it -> sql.substring(it.start() + 1, it.end() - 1).replace("''", "'"))
        .toList();
  }

  private static String code(String sql) {
    StringBuilder code = new StringBuilder();
    SqlToken.of(sql).stream()
        .filter(it -> it.kind() == Kind.CODE)
        .forEach(it -> code.append(sql, it.start(), it.end()));
    return code.toString();
  }
}
