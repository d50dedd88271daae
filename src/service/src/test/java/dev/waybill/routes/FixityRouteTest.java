package dev.waybill.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@CoversRoutes(value = "55-fixity", with = "90-errors")
final class FixityRouteTest extends ShippedRouteTest {
  /** Bean of the worker. */
  public record FakeWorker(CallLog calls) {
    public boolean isUnfinished(String message) {
      return calls.answer("fixityWorker.isUnfinished");
    }
  }

  @Override
  Map<String, Object> beans() {
    Map<String, Object> beans = new HashMap<>();
    List.of("fixityPlan", "fixityGlance")
        .forEach(it -> beans.put(it, new LogRouteTest.FakeTask(calls, it)));
    beans.put("fixityWorker", new FakeWorker(calls));
    beans.put("leader", new AuditScheduleRouteTest.FakeLeader(calls));
    beans.put("findings", new FakeAlerts.Findings(calls));
    beans.put("failures", new FakeIntake.Failures(calls));
    return beans;
  }

  @Override
  Map<String, String> placeholders() {
    Map<String, String> values = new HashMap<>();
    values.put("waybill.fixity.scheduled", "true");
    values.put("waybill.fixity.worked", "true");
    values.put("waybill.fixity.glance-scheduled", "true");
    values.put("waybill.fixity.glance-period", "1000");
    return values;
  }

  @Override
  void advise() throws Exception {
    for (String route : List.of("55-fixity-plan", "55-fixity", "55-fixity-glance")) {
      advise(route);
    }
  }

  @ParameterizedTest
  @CsvSource({"55-fixity-plan, fixityPlan", "55-fixity-glance, fixityGlance"})
  void runsTaskAndRaisesItsFindingsOnLeader(String route, String bean) {
    calls.prepare("leader.leads", true);

    assertThat(run(route, null).getException()).isNull();

    assertThat(calls.made())
        .containsExactly(
            "leader.leads", bean + ".run", "findings.raise late", "findings.raise forked");
  }

  @ParameterizedTest
  @ValueSource(strings = {"55-fixity-plan", "55-fixity-glance"})
  void runsNothingOnOtherReplicas(String route) {
    calls.prepare("leader.leads", false);

    assertThat(run(route, null).getException()).isNull();

    assertThat(calls.made()).containsExactly("leader.leads");
  }

  @Test
  void deletesMessageOfFinishedRange() {
    calls.prepare("fixityWorker.isUnfinished", false);

    Exchange ended = run("55-fixity", "a range");

    assertThat(ended.getException()).isNull();
    assertThat(ended.isRollbackOnly()).isFalse();
  }

  @Test
  void leavesMessageOfUnfinishedRangeToTheQueue() {
    calls.prepare("fixityWorker.isUnfinished", true);

    Exchange ended = run("55-fixity", "a range");

    assertThat(ended.isRollbackOnly()).isTrue();
  }
}
