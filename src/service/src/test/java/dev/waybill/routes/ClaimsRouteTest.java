package dev.waybill.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

@CoversRoutes(value = "50-claims", with = "90-errors")
final class ClaimsRouteTest extends ShippedRouteTest {
  @Override
  Map<String, Object> beans() {
    Map<String, Object> beans = new HashMap<>();
    beans.put("claimsCheck", new LogRouteTest.FakeTask(calls, "claimsCheck"));
    beans.put("leader", new AuditScheduleRouteTest.FakeLeader(calls));
    beans.put("findings", new FakeAlerts.Findings(calls));
    beans.put("failures", new FakeIntake.Failures(calls));
    return beans;
  }

  @Override
  Map<String, String> placeholders() {
    return Map.of("waybill.claims.scheduled", "true");
  }

  @Override
  void advise() throws Exception {
    advise("50-claims");
  }

  @Test
  void checksClaimsAndRaisesItsFindingsOnLeader() {
    calls.prepare("leader.leads", true);

    assertThat(run("50-claims", null).getException()).isNull();

    assertThat(calls.made())
        .containsExactly(
            "leader.leads", "claimsCheck.run", "findings.raise late", "findings.raise forked");
  }

  @Test
  void checksNothingOnOtherReplicas() {
    calls.prepare("leader.leads", false);

    assertThat(run("50-claims", null).getException()).isNull();

    assertThat(calls.made()).containsExactly("leader.leads");
  }
}
