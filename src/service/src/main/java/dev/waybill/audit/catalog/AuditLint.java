package dev.waybill.audit.catalog;

import dev.waybill.audit.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Static check of audits: the header, the placeholders and, with an engine, whether the SQL parses
 * and plans to the columns that the header declares.
 */
public final class AuditLint {
  /** Spans two days, so that the bounds of the partition differ. */
  private static final Window SAMPLE =
      Window.last(Duration.ofHours(1), Instant.parse("2026-01-02T00:30:00Z"));

  private final PlanChecks plans;
  private final Map<String, String> deployment;

  /**
   * @param rules rules for scans of partitioned tables
   * @param deployment a value for each of {@link Placeholders#DEPLOYMENT}
   */
  public AuditLint(List<TableRule> rules, Map<String, String> deployment) {
    this.plans = new PlanChecks(rules);
    this.deployment = Map.copyOf(deployment);
  }

  /**
   * Checks audits.
   *
   * @param files texts by path, as {@link AuditFiles} reads them
   * @param planner thread-safe engine; null to check the structure only
   * @param listener receives the result of each file as soon as those before it are checked
   * @return results of all files, in the order of their names
   */
  public List<LintResult> check(
      Map<String, String> files, @Nullable Planner planner, Consumer<LintResult> listener) {
    List<Problem> problems = new ArrayList<>();
    AuditCatalog catalog = AuditCatalog.read(files, problems);
    List<LintResult> all = new ArrayList<>();
    Consumer<LintResult> report =
        it -> {
          all.add(it);
          listener.accept(it);
        };
    if (files.isEmpty()) {
      report.accept(new LintResult(AuditCatalog.FOLDER, problems));
    }
    // In parallel, because planning takes processor time; the results keep the order of the files.
    files.entrySet().parallelStream()
        .map(it -> check(it.getKey(), it.getValue(), catalog, problems, planner))
        .forEachOrdered(report);
    return all;
  }

  private LintResult check(
      String file,
      String text,
      AuditCatalog catalog,
      List<Problem> problems,
      @Nullable Planner planner) {
    List<Problem> found =
        new ArrayList<>(problems.stream().filter(it -> it.file().equals(file)).toList());
    if (planner != null) {
      catalog.queries().stream()
          .filter(it -> it.file().equals(file))
          .forEach(it -> found.addAll(plan(it, text, planner)));
    }
    return new LintResult(file, found);
  }

  private List<Problem> plan(AuditQuery query, String text, Planner planner) {
    AuditHeader.Entry columns =
        AuditHeader.read(query.file(), text, new ArrayList<>()).entries().get("columns");
    int line = columns == null ? 1 : columns.line();
    return plans.of(query, line, Binding.of(query, SAMPLE, deployment, Map.of()), planner);
  }

  /**
   * Checks a statement that no header describes.
   *
   * @param sql the statement with its values
   */
  public LintResult statement(String file, String sql, Planner planner) {
    return new LintResult(file, plans.of(file, sql, planner));
  }

  /**
   * Compares the columns that a schema script declares with those of the table or view.
   *
   * @param declared declared columns
   */
  public static LintResult table(String file, String name, List<Column> declared, Planner planner) {
    Planner.Plan plan = planner.outline("SELECT * FROM " + name);
    List<String> reasons =
        plan instanceof Planner.Planned planned
            ? PlanChecks.differences(declared, planned.columns())
            : List.of(((Planner.Rejected) plan).reason());
    return new LintResult(file, reasons.stream().map(it -> new Problem(file, 0, it)).toList());
  }
}
