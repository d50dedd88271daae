package dev.waybill.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

@CoversRoutes(value = "55-reconcile", with = "90-errors")
final class ReconcileRouteTest extends ShippedRouteTest {
  @Override
  Map<String, Object> beans() {
    Map<String, Object> beans = new HashMap<>();
    beans.put("reconciliation", new LogRouteTest.FakeTask(calls, "reconciliation"));
    beans.put("leader", new AuditScheduleRouteTest.FakeLeader(calls));
    beans.put("findings", new FakeAlerts.Findings(calls));
    beans.put("failures", new FakeIntake.Failures(calls));
    return beans;
  }

  @Override
  Map<String, String> placeholders() {
    return Map.of("waybill.reconcile.scheduled", "true", "waybill.reconcile.period", "1000");
  }

  @Override
  void advise() throws Exception {
    advise("55-reconcile");
  }

  @Test
  void reconcilesAndRaisesItsFindingsOnLeader() {
    calls.prepare("leader.leads", true);

    assertThat(run("55-reconcile", null).getException()).isNull();

    assertThat(calls.made())
        .containsExactly(
            "leader.leads", "reconciliation.run", "findings.raise late", "findings.raise forked");
  }

  @Test
  void reconcilesNothingOnOtherReplicas() {
    calls.prepare("leader.leads", false);

    assertThat(run("55-reconcile", null).getException()).isNull();

    assertThat(calls.made()).containsExactly("leader.leads");
  }
}
