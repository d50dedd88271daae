package dev.waybill.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

@CoversRoutes(value = "55-trail", with = "90-errors")
final class TrailRouteTest extends ShippedRouteTest {
  @Override
  Map<String, Object> beans() {
    Map<String, Object> beans = new HashMap<>();
    beans.put("digestChain", new LogRouteTest.FakeTask(calls, "digestChain"));
    beans.put("leader", new AuditScheduleRouteTest.FakeLeader(calls));
    beans.put("findings", new FakeAlerts.Findings(calls));
    beans.put("failures", new FakeIntake.Failures(calls));
    return beans;
  }

  @Override
  Map<String, String> placeholders() {
    return Map.of("waybill.trail.scheduled", "true", "waybill.trail.period", "1000");
  }

  @Override
  void advise() throws Exception {
    advise("55-trail");
  }

  @Test
  void verifiesAndRaisesItsFindingsOnLeader() {
    calls.prepare("leader.leads", true);

    assertThat(run("55-trail", null).getException()).isNull();

    assertThat(calls.made())
        .containsExactly(
            "leader.leads", "digestChain.run", "findings.raise late", "findings.raise forked");
  }

  @Test
  void verifiesNothingOnOtherReplicas() {
    calls.prepare("leader.leads", false);

    assertThat(run("55-trail", null).getException()).isNull();

    assertThat(calls.made()).containsExactly("leader.leads");
  }
}
