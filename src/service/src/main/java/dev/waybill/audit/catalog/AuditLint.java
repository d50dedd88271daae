package dev.waybill.audit.catalog;

import dev.waybill.audit.Window;
import dev.waybill.settings.HomeFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks at every audit without running one: its header, its placeholders and, where an engine is at
 * hand, whether the SQL parses, analyses and plans to what the header declares.
 */
public final class AuditLint {
  /** Two days, so that a bound at both ends does not look like a single value. */
  private static final Window SAMPLE =
      Window.last(Duration.ofHours(1), Instant.parse("2026-01-02T00:30:00Z"));

  private final PlanChecks plans;
  private final Map<String, String> deployment;

  /**
   * @param rules what is asked of readings of partitioned tables
   * @param deployment a value for each of {@link Placeholders#OF_THE_DEPLOYMENT}
   */
  public AuditLint(List<TableRule> rules, Map<String, String> deployment) {
    this.plans = new PlanChecks(rules);
    this.deployment = Map.copyOf(deployment);
  }

  /**
   * Looks at the audits of the home directory, or at the packaged ones when it has none.
   *
   * @param planner null when there is no engine: then only the structure is looked at
   * @param heard hears of each file as soon as it was looked at
   * @return every file, in the order of their names
   */
  public List<LintResult> check(Path home, @Nullable Planner planner, Consumer<LintResult> heard) {
    return check(new HomeFolder(home, AuditCatalog.FOLDER).files(".sql"), planner, heard);
  }

  List<LintResult> check(
      Map<String, String> files, @Nullable Planner planner, Consumer<LintResult> heard) {
    List<Problem> problems = new ArrayList<>();
    AuditCatalog catalog = AuditCatalog.read(files, problems);
    List<LintResult> all = new ArrayList<>();
    Consumer<LintResult> tell =
        it -> {
          all.add(it);
          heard.accept(it);
        };
    if (files.isEmpty()) {
      tell.accept(new LintResult(AuditCatalog.FOLDER, problems));
    }
    files.forEach(
        (file, text) -> {
          List<Problem> found =
              new ArrayList<>(problems.stream().filter(it -> it.file().equals(file)).toList());
          if (planner != null) {
            catalog.queries().stream()
                .filter(it -> it.file().equals(file))
                .forEach(it -> found.addAll(plan(it, text, planner)));
          }
          tell.accept(new LintResult(file, found));
        });
    return all;
  }

  private List<Problem> plan(AuditQuery query, String text, Planner planner) {
    AuditHeader.Entry columns =
        AuditHeader.read(query.file(), text, new ArrayList<>()).entries().get("columns");
    int line = columns == null ? 1 : columns.line();
    return plans.of(query, line, Binding.of(query, SAMPLE, deployment, Map.of()), planner);
  }

  /**
   * Compares what a script of the schema declares with what there is.
   *
   * @param declared the columns that it declares
   */
  public static LintResult table(String file, String name, List<Column> declared, Planner planner) {
    Planner.Plan plan = planner.plan("SELECT * FROM " + name);
    List<String> reasons =
        plan instanceof Planner.Planned planned
            ? PlanChecks.differences(declared, planned.columns())
            : List.of(((Planner.Rejected) plan).reason());
    return new LintResult(file, reasons.stream().map(it -> new Problem(file, 0, it)).toList());
  }
}
