package dev.waybill.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

@CoversRoutes(value = "55-drill", with = "90-errors")
final class DrillRouteTest extends ShippedRouteTest {
  @Override
  Map<String, Object> beans() {
    Map<String, Object> beans = new HashMap<>();
    beans.put("drills", new LogRouteTest.FakeTask(calls, "drills"));
    beans.put("leader", new AuditScheduleRouteTest.FakeLeader(calls));
    beans.put("findings", new FakeAlerts.Findings(calls));
    beans.put("failures", new FakeIntake.Failures(calls));
    return beans;
  }

  @Override
  Map<String, String> placeholders() {
    return Map.of("waybill.drill.scheduled", "true");
  }

  @Override
  void advise() throws Exception {
    advise("55-drill");
  }

  @Test
  void makesStepsAndRaisesItsFindingsOnLeader() {
    calls.prepare("leader.leads", true);

    assertThat(run("55-drill", null).getException()).isNull();

    assertThat(calls.made())
        .containsExactly(
            "leader.leads", "drills.run", "findings.raise late", "findings.raise forked");
  }

  @Test
  void makesNothingOnOtherReplicas() {
    calls.prepare("leader.leads", false);

    assertThat(run("55-drill", null).getException()).isNull();

    assertThat(calls.made()).containsExactly("leader.leads");
  }
}
