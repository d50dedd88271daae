package dev.waybill.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.camel.AllRecordsAggregation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.util.concurrent.SynchronousExecutorService;
import org.junit.jupiter.api.Test;

@CoversRoutes(value = "15-backfill", with = "90-errors")
final class BackfillRouteTest extends ShippedRouteTest {
  private static final String ROUTE = "15-backfill";
  private static final String SEAL = "direct:seal";
  private static final String PROMOTE = "direct:promote";

  /** Bean {@code backfill}; a message is words, and a word that begins with "stay" stays. */
  public record FakeBackfill(CallLog calls) {
    public List<String> read(@Body String message) {
      calls.record("backfill.read");
      return message.isEmpty() ? List.of() : List.of(message.split(" "));
    }

    public void receive(@Body String word) {
      calls.record("backfill.receive " + word);
    }

    public boolean isInPlace(@Body String word) {
      return word.startsWith("stay");
    }

    public void end() {
      calls.record("backfill.end");
    }
  }

  @Override
  Map<String, Object> beans() {
    Map<String, Object> beans = new HashMap<>();
    beans.put("backfillPlan", new LogRouteTest.FakeTask(calls, "backfillPlan"));
    beans.put("backfill", new FakeBackfill(calls));
    beans.put("backfillWorkers", new SynchronousExecutorService());
    beans.put("everyRecord", new AllRecordsAggregation());
    beans.put("intake", new FakeIntake.Intake(calls));
    beans.put("ledger", new FakeIntake.Ledger(calls));
    beans.put("leader", new AuditScheduleRouteTest.FakeLeader(calls));
    beans.put("findings", new FakeAlerts.Findings(calls));
    beans.put("failures", new FakeIntake.Failures(calls));
    return beans;
  }

  @Override
  Map<String, String> placeholders() {
    return Map.of("waybill.backfill.scheduled", "true", "waybill.backfill.worked", "true");
  }

  @Override
  void advise() throws Exception {
    advise("15-backfill-plan");
    advise(ROUTE, SEAL, PROMOTE);
    mock(PROMOTE)
        .whenAnyExchangeReceived(
            exchange -> {
              calls.record(PROMOTE);
              exchange.getMessage().setBody(FakeIntake.outcome());
            });
  }

  @Test
  void handsOutAndRaisesFindingsOnLeader() {
    calls.prepare("leader.leads", true);

    assertThat(run("15-backfill-plan", null).getException()).isNull();

    assertThat(calls.made())
        .containsExactly(
            "leader.leads", "backfillPlan.run", "findings.raise late", "findings.raise forked");
  }

  @Test
  void handsOutNothingOnOtherReplicas() {
    calls.prepare("leader.leads", false);

    assertThat(run("15-backfill-plan", null).getException()).isNull();

    assertThat(calls.made()).containsExactly("leader.leads");
  }

  @Test
  void promotesIncomingVersionsAndLeavesOthersInPlace() {
    assertThat(run(ROUTE, "move stay skip").getException()).isNull();

    assertThat(calls.made())
        .containsExactly(
            "backfill.read",
            "backfill.receive move",
            SEAL,
            PROMOTE,
            "ledger.requireEnd",
            "backfill.receive stay",
            SEAL,
            "ledger.inPlace",
            "ledger.requireEnd",
            "backfill.receive skip",
            "ledger.skipped",
            "ledger.requireEnd",
            "backfill.end");
  }

  @Test
  void endsMessageWithoutUnit() {
    assertThat(run(ROUTE, "").getException()).isNull();

    assertThat(calls.made()).containsExactly("backfill.read", "backfill.end");
  }

  @Test
  void storesNoResultWhenOneVersionFailsForNow() {
    calls.fail("backfill.receive a", new IllegalStateException("no answer"));

    Exchange message = run(ROUTE, "a stay");

    assertThat(message.getException()).hasMessage("no answer");
    assertThat(calls.made())
        .containsSubsequence("failures.willRetry", "backfill.receive stay", "ledger.inPlace")
        .doesNotContain("backfill.end");
  }

  @Test
  void storesResultWhenOneVersionFailsForGood() {
    calls.fail(SEAL, new IllegalStateException("altered"));
    calls.prepare("failures.isFinal", true);

    assertThat(run(ROUTE, "stay").getException()).isNull();

    assertThat(calls.made())
        .containsExactly(
            "backfill.read", "backfill.receive stay", SEAL, "failures.resolve", "backfill.end");
  }
}
