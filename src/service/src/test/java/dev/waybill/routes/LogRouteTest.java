package dev.waybill.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@CoversRoutes(
    value = {"45-log", "45-log-vouch"},
    with = "90-errors")
final class LogRouteTest extends ShippedRouteTest {
  private static final List<String> ROUTES =
      List.of(
          "45-log",
          "45-log-check",
          "45-log-records",
          "45-log-records",
          "45-log-witness",
          "45-log-anchor",
          "45-log-timestamp",
          "45-log-table");
  private static final List<String> TASKS =
      List.of(
          "logSequencer",
          "logWatch",
          "logRecords",
          "logWitnesses",
          "logAnchors",
          "logTimestamps",
          "logTables");

  /** Bean of one of the log's tasks. */
  public record FakeTask(CallLog calls, String name) {
    public List<String> run() {
      calls.record(name + ".run");
      return List.of("late", "forked");
    }
  }

  @Override
  Map<String, Object> beans() {
    Map<String, Object> beans = new HashMap<>();
    TASKS.forEach(it -> beans.put(it, new FakeTask(calls, it)));
    beans.put("leader", new AuditScheduleRouteTest.FakeLeader(calls));
    beans.put("findings", new FakeAlerts.Findings(calls));
    beans.put("failures", new FakeIntake.Failures(calls));
    return beans;
  }

  @Override
  Map<String, String> placeholders() {
    Map<String, String> values = new HashMap<>();
    values.put("waybill.record-log.scheduled", "true");
    for (String name : List.of("sequence", "check", "listing", "witness", "anchor", "timestamp")) {
      values.put("waybill.record-log." + name + "-scheduled", "true");
      values.put("waybill.record-log." + name + "-period", "1000");
    }
    return values;
  }

  @Override
  void advise() throws Exception {
    for (String route : ROUTES) {
      advise(route);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "45-log, logSequencer",
    "45-log-check, logWatch",
    "45-log-records, logRecords",
    "45-log-witness, logWitnesses",
    "45-log-anchor, logAnchors",
    "45-log-timestamp, logTimestamps",
    "45-log-table, logTables"
  })
  void runsTaskAndRaisesItsFindingsOnLeader(String route, String bean) {
    calls.prepare("leader.leads", true);

    assertThat(run(route, null).getException()).isNull();

    assertThat(calls.made())
        .containsExactly(
            "leader.leads", bean + ".run", "findings.raise late", "findings.raise forked");
  }

  @ParameterizedTest
  @CsvSource({
    "45-log",
    "45-log-check",
    "45-log-records",
    "45-log-witness",
    "45-log-anchor",
    "45-log-timestamp",
    "45-log-table"
  })
  void runsNothingOnOtherReplicas(String route) {
    calls.prepare("leader.leads", false);

    run(route, null);

    assertThat(calls.made()).containsExactly("leader.leads");
  }

  @ParameterizedTest
  @CsvSource({
    "45-log",
    "45-log-check",
    "45-log-records",
    "45-log-witness",
    "45-log-anchor",
    "45-log-timestamp",
    "45-log-table"
  })
  void raisesNextFindingAfterFailure(String route) {
    calls.prepare("leader.leads", true);
    calls.fail("findings.raise late", new IllegalStateException("broken"));

    run(route, null);

    assertThat(calls.made()).containsSubsequence("findings.raise late", "findings.raise forked");
  }
}
