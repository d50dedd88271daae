package dev.waybill.audit.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.alert.Finding;
import dev.waybill.alert.Severity;
import dev.waybill.audit.LookBackPolicy;
import dev.waybill.testing.HandClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class RowJudgeTest {
  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

  private static RowJudge judge() {
    AuditRuns runs =
        new AuditRuns(
            new InMemoryAuditStateStore(),
            new LookBackPolicy(Duration.ofHours(3), Duration.ofDays(3)),
            Takeover.WHEN_OLD,
            Duration.ofMinutes(15),
            new HandClock(NOON));
    return runs.judge(runs.claim(Rows.query()).orElseThrow());
  }

  private static Finding only(RowJudge judge) {
    assertThat(judge.findings()).hasSize(1);
    return judge.findings().get(0);
  }

  @Test
  void rows_of_one_incident_are_one_finding_from_the_first_to_the_last() {
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
    assertThat(finding.details()).containsEntry("event_id", "e2").containsKey("event_time");
    assertThat(judge.rows()).isEqualTo(3);
  }

  @Test
  void the_uid_is_the_same_in_every_run_and_differs_between_incidents() {
    RowJudge one = judge();
    one.row(Rows.row("e1", NOON));
    RowJudge other = judge();
    other.row(Rows.row("e9", NOON.minusSeconds(60)));
    other.row(Rows.row("e8", "bob", NOON));

    assertThat(other.findings()).extracting(Finding::uid).contains(only(one).uid());
    assertThat(other.findings()).extracting(Finding::uid).doesNotHaveDuplicates();
  }

  @Test
  void a_principal_that_is_null_is_not_the_one_that_is_empty() {
    RowJudge judge = judge();
    Map<String, String> none = Rows.row("e1", NOON);
    String unused = none.remove("principal");
    judge.row(none);
    judge.row(Rows.row("e2", "", NOON));

    assertThat(judge.findings()).hasSize(2);
  }

  @Test
  void a_row_says_how_bad_it_is_and_the_worst_counts() {
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
  void a_row_of_many_events_counts_them() {
    RowJudge judge = judge();
    Map<String, String> row = Rows.row("e1", NOON.minusSeconds(600));
    row.put("event_count", "120");
    row.put("last_time", "2026-11-26 12:00:00.000");
    judge.row(row);

    assertThat(only(judge).occurrences().count()).isEqualTo(120);
    assertThat(only(judge).occurrences().last()).isEqualTo(NOON);
  }

  @Test
  void a_time_that_is_none_and_a_count_that_is_none_do_not_stop_the_audit() {
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
  void a_user_agent_of_ten_thousand_characters_is_cut_and_says_so() {
    RowJudge judge = judge();
    Map<String, String> row = Rows.row("e1", NOON);
    row.put("user_agent", "\ud83d\ude00".repeat(5000));
    judge.row(row);

    String shown = only(judge).details().get("user_agent");
    assertThat(shown).hasSizeLessThan(4200).contains("characters more)");
    assertThat(shown.codePoints()).noneMatch(it -> it >= 0xd800 && it <= 0xdfff);
  }

  @Property(tries = 200)
  void foreign_text_is_told_as_it_is(@ForAll String foreign) {
    RowJudge judge = judge();
    Map<String, String> row = Rows.row("e1", foreign, NOON);
    row.put("user_agent", "${jndi:x} {principal} {{from}} <script>\n'; DROP");
    judge.row(row);

    Finding finding = only(judge);
    assertThat(finding.details().get("principal")).isEqualTo(foreign);
    assertThat(finding.message())
        .endsWith("read with ${jndi:x} {principal} {{from}} <script> '; DROP")
        .doesNotContain("\n");
  }
}
