package dev.waybill.reconcile.athena;

import dev.waybill.audit.Window;
import dev.waybill.audit.catalog.SqlLiteral;
import dev.waybill.audit.catalog.WindowedSql;
import dev.waybill.reconcile.ReconcilePolicy;
import dev.waybill.settings.HomeFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Statements of a reconciliation by SQL, as {@code sql/reconcile} has them.
 *
 * @param files texts by path
 */
public record ReconcileSql(Map<String, String> files) {
  private static final String FOLDER = "sql/reconcile";

  /** Age that no version has, for a bucket without the lifecycle rule of the canaries. */
  private static final Duration NEVER = Duration.ofDays(365_000);

  /** Statements that can be run. */
  public enum Statement {
    /** Sources, each with what makes it incomplete. */
    SOURCES,
    /** One row for each version. */
    VERDICTS,
    /** Counts of the verdicts, with examples. */
    SUMMARY;

    private String placeholder() {
      return "{{" + name().toLowerCase(Locale.ROOT) + "}}";
    }

    private String file() {
      return FOLDER + "/" + name().toLowerCase(Locale.ROOT) + ".sql";
    }
  }

  /**
   * Run of a reconciliation by SQL.
   *
   * @param run name of its files
   * @param objectsRun name of the listing or the inventory of the raw bucket
   * @param window span of the events
   */
  public record SqlRun(String run, String objectsRun, Window window) {}

  public ReconcileSql {
    files = Map.copyOf(files);
  }

  /**
   * Reads the statements from the home directory, or those that are packaged with the program.
   *
   * @throws IllegalArgumentException when one is missing
   */
  public static ReconcileSql read(Path home) {
    ReconcileSql sql = new ReconcileSql(new HomeFolder(home, FOLDER).files(".sql"));
    for (Statement each : Statement.values()) {
      String unused = sql.text(each);
    }
    return sql;
  }

  private String text(Statement statement) {
    String text = files.get(statement.file());
    if (text == null) {
      throw new IllegalArgumentException(
          statement.file() + " is missing; restore it, or remove " + FOLDER);
    }
    return text;
  }

  /**
   * Returns a statement with its values.
   *
   * @param deployment the values of the deployment
   * @throws IllegalArgumentException when the statement names a value that does not exist
   */
  public String bind(
      Statement statement, SqlRun run, ReconcilePolicy policy, Map<String, String> deployment) {
    String sql = composed(statement);
    for (Map.Entry<String, String> value : values(run, policy).entrySet()) {
      sql = sql.replace("{{" + value.getKey() + "}}", value.getValue());
    }
    return new WindowedSql(statement.file(), sql).bind(run.window(), deployment);
  }

  /** Replaces the names of other statements with their texts. */
  private String composed(Statement statement) {
    String sql = text(statement);
    for (Statement part : new Statement[] {Statement.VERDICTS, Statement.SOURCES}) {
      sql = sql.replace(part.placeholder(), text(part).strip());
    }
    return sql;
  }

  private static Map<String, String> values(SqlRun run, ReconcilePolicy policy) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("run", SqlLiteral.of(run.run()));
    values.put("objects.run", SqlLiteral.of(run.objectsRun()));
    values.put(
        "temporary.names", SqlLiteral.of(TemporaryNamesPattern.of(policy.raw().temporary())));
    values.put("canary.kept", Long.toString(kept(policy).toMillis()));
    return values;
  }

  /** The statement knows one lifecycle rule, which is the only one that the baseline has. */
  private static Duration kept(ReconcilePolicy policy) {
    return policy.expirations().stream()
        .map(ReconcilePolicy.Expiration::after)
        .findFirst()
        .orElse(NEVER);
  }
}
