package dev.waybill.audit.catalog;

import dev.waybill.audit.Window;
import dev.waybill.audit.catalog.SqlTemplate.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One SELECT over the events of a window, with {@link Placeholders} of the window and of the
 * deployment. Every value is bound as a typed literal, so that no text is evaluated as SQL.
 *
 * @param file path of the statement, for messages
 * @param sql the statement
 */
public record WindowedSql(String file, String sql) {
  /**
   * Returns the statement with its values.
   *
   * @param deployment a value for each of {@link Placeholders#DEPLOYMENT} that it names
   * @throws IllegalArgumentException when it is no such statement, a value is missing, or it
   *     exceeds Athena's limit
   */
  public String bind(Window window, Map<String, String> deployment) {
    List<Fault> faults = new ArrayList<>();
    SqlTemplate template = SqlTemplate.parse(sql, faults);
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(file + ": " + faults.get(0).reason());
    }
    return new Binding(template, Binding.literals(window, deployment)).validated(file).sql();
  }
}
