package dev.waybill.audit.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.alert.AffectedResources;
import dev.waybill.alert.Finding;
import dev.waybill.alert.Severity;
import dev.waybill.audit.LookBackPolicy;
import dev.waybill.audit.cases.InMemoryCaseStore;
import dev.waybill.audit.state.SeenRowSet;
import dev.waybill.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Judgement of rows: grouping, severity, counts and untrusted values. */
final class RowJudgeTest {
  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

  private final AuditRuns runs =
      new AuditRuns(
          new InMemoryAuditStateStore(),
          new LookBackPolicy(Duration.ofHours(3), Duration.ofDays(3)),
          Takeover.AT_ONCE,
          Duration.ofMinutes(15),
          InspectedLogs.ALL_READABLE,
          InMemoryCaseStore.cases(new ManualClock(NOON)),
          new ManualClock(NOON));

  private AuditRun run() {
    return runs.claim(Rows.query()).orElseThrow();
  }

  private RowJudge judge() {
    return runs.judge(run(), row -> {});
  }

  @Test
  void handsOnEachRowThatNoEarlierRunJudged() {
    List<Map<String, String>> handedOn = new ArrayList<>();
    RowJudge judge = runs.judge(run(), handedOn::add);
    Map<String, String> first = Rows.row("e1", NOON);
    Map<String, String> second = Rows.row("e2", NOON);

    judge.row(first);
    judge.row(Rows.row("e1", NOON));
    judge.row(second);

    assertThat(handedOn).containsExactly(first, second);
  }

  private static Finding only(RowJudge judge) {
    assertThat(judge.findings()).hasSize(1);
    return judge.findings().get(0);
  }

  @Test
  void namesEachResourceThatTheRowsOfOneIncidentHit() {
    RowJudge judge = runs.judge(runs.claim(Rows.query("user_agent")).orElseThrow(), row -> {});
    for (String key : List.of("a", "b", "a", "${c}")) {
      Map<String, String> row = Rows.row("e" + judge.rows(), NOON.minusSeconds(20));
      row.put("user_agent", key);
      judge.row(row);
    }

    AffectedResources affected = only(judge).affected();

    assertThat(affected.names()).containsExactly("a", "b", "${c}");
    assertThat(affected.more()).isZero();
  }

  @Test
  void namesTacticsAndUpToTwentyAddressesOfTheRowsOfOneIncident() {
    RowJudge judge = judge();
    for (int i = 0; i < 30; i++) {
      Map<String, String> row = Rows.row("e" + i, NOON.minusSeconds(20));
      row.put("source_ips", "192.0.2." + i + " 198.51.100.1");
      judge.row(row);
    }

    Map<String, String> details = only(judge).details();

    assertThat(details).containsEntry("tactics", "collection");
    assertThat(details.get("addresses").split(" "))
        .hasSize(20)
        .startsWith("192.0.2.0", "198.51.100.1", "192.0.2.1");
  }

  @Test
  void rowsOfOneIncidentBecomeOneFinding() {
    RowJudge judge = judge();
    judge.row(Rows.row("e2", NOON.minusSeconds(20)));
    judge.row(Rows.row("e1", NOON.minusSeconds(90)));
    judge.row(Rows.row("e3", NOON.minusSeconds(10)));

    Finding finding = only(judge);

    assertThat(finding.occurrences().first()).isEqualTo(NOON.minusSeconds(90));
    assertThat(finding.occurrences().last()).isEqualTo(NOON.minusSeconds(10));
    assertThat(finding.occurrences().count()).isEqualTo(3);
    assertThat(finding.rule()).isEqualTo("T-01");
    assertThat(finding.message())
        .isEqualTo("arn:aws:iam::000000000000:user/alice read with aws-cli");
    assertThat(finding.details())
        .containsEntry("event_id", "e2")
        .containsKey("event_time")
        .containsEntry("logs", "not verified yet");
    assertThat(judge.rows()).isEqualTo(3);
  }

  @Test
  void uidIsStableAcrossRunsAndDiffersBetweenIncidents() {
    RowJudge one = judge();
    one.row(Rows.row("e1", NOON));
    RowJudge other = judge();
    other.row(Rows.row("e9", NOON.minusSeconds(60)));
    other.row(Rows.row("e8", "bob", NOON));

    assertThat(other.findings()).extracting(Finding::uid).contains(only(one).uid());
    assertThat(other.findings()).extracting(Finding::uid).doesNotHaveDuplicates();
  }

  @Test
  void nullPrincipalDiffersFromEmptyPrincipal() {
    RowJudge judge = judge();
    Map<String, String> none = Rows.row("e1", NOON);
    String unused = none.remove("principal");
    judge.row(none);
    judge.row(Rows.row("e2", "", NOON));

    assertThat(judge.findings()).hasSize(2);
  }

  @Test
  void worstSeverityOfTheRowsCounts() {
    RowJudge judge = judge();
    judge.row(Rows.row("e1", NOON));
    Map<String, String> bad = Rows.row("e2", NOON);
    bad.put("severity", "high");
    judge.row(bad);
    Map<String, String> odd = Rows.row("e3", NOON);
    odd.put("severity", "terrible");
    judge.row(odd);

    assertThat(only(judge).severity()).isEqualTo(Severity.HIGH);
  }

  @Test
  void rowOfManyEventsCountsEach() {
    RowJudge judge = judge();
    Map<String, String> row = Rows.row("e1", NOON.minusSeconds(600));
    row.put("event_count", "120");
    row.put("last_time", "2026-11-26 12:00:00.000");
    judge.row(row);

    assertThat(only(judge).occurrences().count()).isEqualTo(120);
    assertThat(only(judge).occurrences().last()).isEqualTo(NOON);
  }

  @Test
  void invalidTimeOrCountDoesNotStopTheAudit() {
    RowJudge judge = judge();
    Map<String, String> row = Rows.row("e1", NOON);
    row.put("event_time", "yesterday");
    row.put("last_time", "");
    row.put("event_count", "-3");
    judge.row(row);

    assertThat(only(judge).occurrences().count()).isEqualTo(1);
    assertThat(only(judge).occurrences().first()).isEqualTo(NOON.minus(Duration.ofDays(3)));
  }

  @Test
  void longUserAgentIsTruncatedWithANote() {
    RowJudge judge = judge();
    Map<String, String> row = Rows.row("e1", NOON);
    row.put("user_agent", "\ud83d\ude00".repeat(5000));
    judge.row(row);

    String shown = only(judge).details().get("user_agent");
    assertThat(shown).hasSizeLessThan(4200).contains("characters more)");
    assertThat(shown.codePoints()).noneMatch(it -> it >= 0xd800 && it <= 0xdfff);
  }

  @Test
  void countThatIsNoNumberIsOneEvent() {
    RowJudge judge = judge();
    Map<String, String> row = Rows.row("e1", NOON);
    row.put("event_count", "many");
    judge.row(row);

    assertThat(only(judge).occurrences().count()).isEqualTo(1);
  }

  @Test
  void valueIsTruncatedAboveTheLimitOnly() {
    RowJudge judge = judge();
    Map<String, String> row = Rows.row("e1", "p".repeat(4097), NOON);
    row.put("user_agent", "u".repeat(4096));
    judge.row(row);

    assertThat(only(judge).details())
        .containsEntry("user_agent", "u".repeat(4096))
        .containsEntry("principal", "p".repeat(4096) + "… (1 characters more)");
  }

  /** With a full memory, a window that stays open would be judged forever. */
  @Test
  void fullMemoryCountsFurtherRowsAgainAndLeavesNoIncident() {
    SeenRowSet seen = new SeenRowSet();
    for (int i = 0; i < RowJudge.MAX_REMEMBERED - RowJudge.MAX_INCIDENTS; i++) {
      seen.add(List.of("=earlier" + i), NOON);
    }
    RowJudge judge = new RowJudge(run(), seen, NOON, row -> {}, (first, last) -> "verified");
    for (int i = 0; i < RowJudge.MAX_INCIDENTS; i++) {
      judge.row(Rows.row("e" + i, "user" + i, NOON));
    }
    judge.row(Rows.row("e0", "user0", NOON));
    judge.row(Rows.row("earlier0", "user0", NOON));
    for (int time = 0; time < 3; time++) {
      judge.row(Rows.row("further", "user0", NOON));
    }
    judge.row(Rows.row("left", "another user", NOON));

    assertThat(judge.findings().get(0).occurrences().count()).isEqualTo(1 + 3);
    assertThat(judge.findings()).hasSize(RowJudge.MAX_INCIDENTS + 1);
    assertThat(judge.hasIncidentsLeft()).isFalse();
  }

  @Property(tries = 200)
  void untrustedInputIsReportedUnchanged(@ForAll String untrusted) {
    RowJudge judge = judge();
    Map<String, String> row = Rows.row("e1", untrusted, NOON);
    row.put("user_agent", "${jndi:x} {principal} {{from}} <script>\n'; DROP");
    judge.row(row);

    Finding finding = only(judge);
    assertThat(finding.details().get("principal")).isEqualTo(untrusted);
    assertThat(finding.message())
        .endsWith("read with ${jndi:x} {principal} {{from}} <script> '; DROP")
        .doesNotContain("\n");
  }
}
