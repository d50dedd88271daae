package dev.waybill.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests of a route that runs a scheduled task on the leader and raises its findings. */
abstract class LeaderTaskRouteTest extends ShippedRouteTest {
  private final String route;
  private final String task;
  private final Map<String, String> placeholders;

  /**
   * @param route id of the route
   * @param task name of the bean that does the work
   */
  LeaderTaskRouteTest(String route, String task, Map<String, String> placeholders) {
    this.route = route;
    this.task = task;
    this.placeholders = placeholders;
  }

  @Override
  Map<String, Object> beans() {
    Map<String, Object> beans = new HashMap<>();
    beans.put(task, new LogRouteTest.FakeTask(calls, task));
    beans.put("leader", new AuditScheduleRouteTest.FakeLeader(calls));
    beans.put("findings", new FakeAlerts.Findings(calls));
    beans.put("failures", new FakeIntake.Failures(calls));
    return beans;
  }

  @Override
  Map<String, String> placeholders() {
    return placeholders;
  }

  @Override
  void advise() throws Exception {
    advise(route);
  }

  @Test
  void runsTaskAndRaisesItsFindingsOnLeader() {
    calls.prepare("leader.leads", true);

    assertThat(run(route, null).getException()).isNull();

    assertThat(calls.made())
        .containsExactly(
            "leader.leads", task + ".run", "findings.raise late", "findings.raise forked");
  }

  @Test
  void runsNothingOnOtherReplicas() {
    calls.prepare("leader.leads", false);

    assertThat(run(route, null).getException()).isNull();

    assertThat(calls.made()).containsExactly("leader.leads");
  }
}
