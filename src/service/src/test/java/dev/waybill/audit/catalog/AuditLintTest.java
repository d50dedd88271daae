package dev.waybill.audit.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.audit.catalog.Planner.Bound;
import dev.waybill.audit.catalog.Planner.Output;
import dev.waybill.audit.catalog.Planner.Plan;
import dev.waybill.audit.catalog.Planner.Planned;
import dev.waybill.audit.catalog.Planner.Rejected;
import dev.waybill.audit.catalog.Planner.Scan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Lint of audits on a planner with fixed plans. */
final class AuditLintTest {
  private static final Plan UNBOUNDED = planned(Map.of());
  private static final Plan BOUNDED = planned(Map.of("day", new Bound(true, true, false)));

  private static Plan planned(Map<String, Bound> partitions) {
    return new Planned(
        List.of(new Output("event_time", "timestamp(3)"), new Output("event_id", "varchar")),
        List.of(new Scan("logs", partitions)));
  }

  @Test
  void asksForTheWholePlanOnlyWhenTheOutlineLacksABound() {
    FixedPlanner lacking = new FixedPlanner(UNBOUNDED, BOUNDED);
    FixedPlanner enough = new FixedPlanner(BOUNDED, UNBOUNDED);

    assertThat(lint(lacking, 1).get(0).problems()).isEmpty();
    assertThat(lint(enough, 1).get(0).problems()).isEmpty();
    assertThat(lacking.whole).hasSize(1);
    assertThat(enough.whole).isEmpty();
  }

  @Test
  void rejectsScanThatTheWholePlanDoesNotBound() {
    assertThat(lint(new FixedPlanner(UNBOUNDED, UNBOUNDED), 1).get(0).problems())
        .singleElement()
        .satisfies(it -> assertThat(it.reason()).contains("has no first and last day"));
  }

  @Test
  void rejectsStatementThatTheOutlineRejects() {
    FixedPlanner planner = new FixedPlanner(new Rejected(1, 1, "no such column"), BOUNDED);

    assertThat(lint(planner, 1).get(0).problems())
        .singleElement()
        .satisfies(it -> assertThat(it.reason()).contains("no such column"));
  }

  @Test
  void reportsManyFilesInTheirOrder() {
    List<LintResult> heard = new ArrayList<>();

    List<LintResult> results =
        lint().check(audits(40), new FixedPlanner(BOUNDED, BOUNDED), heard::add);

    assertThat(results).hasSize(40).isEqualTo(heard);
    assertThat(results).extracting(LintResult::file).isSorted();
  }

  private static List<LintResult> lint(Planner planner, int count) {
    return lint().check(audits(count), planner, it -> {});
  }

  private static AuditLint lint() {
    return new AuditLint(List.of(new TableRule("logs", Set.of("day"), Set.of())), Map.of());
  }

  private static Map<String, String> audits(int count) {
    Map<String, String> files = new TreeMap<>();
    for (int i = 10; i < 10 + count; i++) {
      files.put("sql/audits/X-" + i + "-a.sql", AUDIT.replace("X-10", "X-" + i));
    }
    return files;
  }

  private static final String AUDIT =
      """
      -- id: X-10
      -- title: Title
      -- question: Which?
      -- severity: low
      -- tactics: none
      -- schedule: 1h
      -- window: 1h
      -- columns: event_time timestamp(3), event_id varchar
      -- row: event_id
      -- incident: event_id
      -- resource: event_id
      -- message: {event_id}
      -- false positives: none
      -- response: look
      SELECT event_time, event_id
      FROM logs
      WHERE day BETWEEN {{first.day}} AND {{last.day}}
        AND event_time >= {{from}}
        AND event_time < {{until}}
      """;

  /** Planner with one outline and one whole plan for every statement. */
  private static final class FixedPlanner implements Planner {
    private final List<String> whole = Collections.synchronizedList(new ArrayList<>());
    private final Plan outline;
    private final Plan plan;

    private FixedPlanner(Plan outline, Plan plan) {
      this.outline = outline;
      this.plan = plan;
    }

    @Override
    public Plan plan(String sql) {
      whole.add(sql);
      return plan;
    }

    @Override
    public Plan outline(String sql) {
      return outline;
    }
  }
}
