package dev.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.alert.AffectedResources;
import dev.waybill.alert.Finding;
import dev.waybill.alert.OccurrenceStats;
import dev.waybill.alert.Severity;
import dev.waybill.alert.incident.Decision;
import dev.waybill.alert.incident.Decisions;
import dev.waybill.alert.incident.Incident;
import dev.waybill.alert.incident.IncidentDesk.Listing;
import dev.waybill.settings.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

final class IncidentsCommandTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.5Z");
  private static final String HOSTILE = "it \u001b[2J\u202e\nis ${wrong}";
  private static final Incident OPEN = incident("open", Severity.MEDIUM, null, Decisions.NONE);
  private static final Incident WORSE =
      incident("worse", Severity.CRITICAL, null, decided(Decision.Kind.ACKNOWLEDGED, null));
  private static final Incident SILENCED =
      incident(
          "silent", Severity.LOW, null, decided(Decision.Kind.SILENCED, NOW.plusSeconds(3600)));
  private static final Incident ENDED =
      incident("ended", Severity.HIGH, "fixed\u001b", Decisions.NONE);

  @TempDir Path home;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<String> calls = new ArrayList<>();

  private static Incident incident(String uid, Severity severity, String end, Decisions decisions) {
    Instant since = NOW.minusSeconds(7200);
    Finding finding =
        new Finding(
            uid,
            "S3-01",
            HOSTILE,
            severity,
            HOSTILE,
            "fix it",
            "arn:aws:s3:::raw/a\u001b",
            since,
            new OccurrenceStats(since, NOW, 42, ""),
            Map.of("user\u001b", HOSTILE),
            List.of(),
            AffectedResources.of("arn:aws:s3:::raw/a\u001b"));
    return new Incident(finding, since, NOW, end, List.of(), false, null, null, decisions);
  }

  private static Decisions decided(Decision.Kind kind, Instant until) {
    return new Decisions(
        List.of(new Decision(kind, 1, "arn:alice", NOW, HOSTILE, until, Severity.CRITICAL)));
  }

  @Test
  void listsOpenIncidentsTheWorstFirstWithUntrustedInputEscaped() {
    assertThat(run("list")).isZero();

    List<String> lines = out.toString().lines().toList();
    assertThat(lines.get(0).split(" +"))
        .containsExactly("id", "severity", "since", "occurrences", "state", "title");
    assertThat(lines.get(2))
        .startsWith(WORSE.shortId() + "  critical  2026-03-01T10:00:00Z  42           acknowledged")
        .endsWith("it \\u001b[2J\\u202e\\u000ais ${wrong}");
    assertThat(lines.get(3)).startsWith(OPEN.shortId()).contains(" medium ", " open ");
    assertThat(lines.get(4)).contains(" low ", "silenced until 2026-03-01T13:00:00Z");
    assertThat(lines).last().isEqualTo("3 incidents");
    assertThat(out.toString()).doesNotContain("\u001b", ENDED.shortId());
    assertThat(err.toString()).isEqualTo("s3://x/broken\\u001b is not an incident\n");
  }

  @Test
  void listsEndedIncidentsLastOnRequestAndFiltersBySeverity() {
    assertThat(run("list", "--all", "--severity", "HIGH")).isZero();

    List<String> lines = out.toString().lines().toList();
    assertThat(lines).hasSize(5);
    assertThat(lines.get(2)).startsWith(WORSE.shortId());
    assertThat(lines.get(3)).startsWith(ENDED.shortId()).contains(" ended ");
  }

  @Test
  void listsAsJson() throws IOException {
    assertThat(run("list", "--json", "--severity=critical")).isZero();

    JsonNode list = new ObjectMapper().readTree(out.toString());
    assertThat(list).hasSize(1);
    assertThat(list.at("/0/id").asText()).isEqualTo(WORSE.shortId());
    assertThat(list.at("/0/title").asText()).isEqualTo(HOSTILE);
    assertThat(list.at("/0/decisions/0/by").asText()).isEqualTo("arn:alice");
    assertThat(list.at("/0/decisions/0/decision").asText()).isEqualTo("acknowledged");
    assertThat(list.at("/0/occurrences").asInt()).isEqualTo(42);
    assertThat(out.toString()).doesNotContain("\u001b", "\u202e");
  }

  @Test
  void showsEverythingAboutOneIncidentEscaped() {
    assertThat(run("show", "worse")).isZero();

    assertThat(out.toString())
        .contains("id           " + WORSE.shortId() + "\n", "state        acknowledged\n")
        .contains("decision     acknowledged by arn:alice at 2026-03-01T12:00:00.500Z: it \\u001b")
        .contains("user\\u001b ", "hit          arn:aws:s3:::raw/a\\u001b\n")
        .doesNotContain("\u001b");
  }

  @Test
  void storesDecisionsAndPrintsThem() {
    assertThat(run("ack", "open", "--why", "on it")).isZero();
    assertThat(run("silence", "open", "--for", "4h")).isZero();
    assertThat(run("unsilence", "open")).isZero();

    assertThat(calls)
        .containsExactly(
            "open ACKNOWLEDGED on it null", "open SILENCED  PT4H", "open UNSILENCED  null");
    assertThat(out.toString())
        .startsWith(OPEN.shortId() + " acknowledged by arn:alice at 2026-03-01T12:00:00.500Z")
        .doesNotContain("\u001b");
  }

  @Test
  void exitsWith1AndNamesNearestIdsOfAnUnknownOne() {
    assertThat(run("ack", "absent\u001b")).isEqualTo(1);

    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).contains("no incident has the id absent\\u001b; the nearest are x");
  }

  @ParameterizedTest
  @CsvSource({
    "silence x --for 31d, --for: \"31d\" must be",
    "silence x --for 0s, --for: \"0s\" must be",
    "silence x --for soon, --for: \"soon\" must be",
    "silence x, Missing required option: '--for=DURATION'",
    "list --open --all, --open and --all exclude each other",
    "list --severity worst, '--severity: \"worst\" must be one of informational, low, medium'",
    "ack, Missing required parameter: 'ID'"
  })
  void rejectsWrongUsage(String arguments, String message) {
    assertThat(run(arguments.split(" "))).isEqualTo(2);

    assertThat(err.toString().replace("''", "'")).contains(message);
    assertThat(calls).isEmpty();
  }

  @Test
  void rejectsReasonThatIsTooLong() {
    assertThat(run("ack", "open", "--why", "x".repeat(501))).isEqualTo(2);

    assertThat(err.toString()).contains("--why: must have at most 500 characters");
  }

  @Test
  void namesSubcommandsWhenNoneIsGiven() {
    assertThat(run()).isEqualTo(2);

    assertThat(err.toString()).contains("list, show, ack, silence or unsilence is missing");
  }

  private int run(String... arguments) {
    CommandLine line =
        WaybillCommand.commandLine(
            new GlobalOptions(Map.of()),
            new IncidentsCommand(
                new GlobalOptions(Map.of()),
                new FakeIncidents(),
                Clock.fixed(NOW, ZoneOffset.UTC)));
    String[] all =
        Stream.concat(Stream.of("--home", home.toString(), "incidents"), Stream.of(arguments))
            .toArray(String[]::new);
    return line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(all);
  }

  /** Service with four incidents, by their uids. */
  private final class FakeIncidents implements IncidentService {
    @Override
    public Listing list(Settings settings) {
      return new Listing(
          List.of(ENDED, SILENCED, OPEN, WORSE), List.of("s3://x/broken\u001b is not an incident"));
    }

    @Override
    public Incident find(Settings settings, String id) {
      return list(settings).incidents().stream()
          .filter(it -> it.finding().uid().equals(id))
          .findFirst()
          .orElseThrow(
              () ->
                  CommandException.finding("no incident has the id " + id + "; the nearest are x"));
    }

    @Override
    public Incident decide(
        Settings settings, String id, Decision.Kind kind, String why, Duration lasting) {
      Incident found = find(settings, id);
      calls.add(id + " " + kind + " " + why + " " + lasting);
      return incident(
          found.finding().uid(),
          found.finding().severity(),
          null,
          decided(kind, lasting == null ? null : NOW.plus(lasting)));
    }
  }
}
