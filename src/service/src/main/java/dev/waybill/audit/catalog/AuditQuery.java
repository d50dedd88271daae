package dev.waybill.audit.catalog;

import dev.waybill.alert.Severity;
import dev.waybill.audit.Window;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Audit: one query of the logs, and the meaning of the rows in its answer. {@link AuditCatalog}
 * guarantees the constraints below.
 *
 * @param id stable id, such as {@code S3-01}
 * @param title a few words
 * @param question question that the query answers, a sentence
 * @param severity severity of the findings, unless the row has a column {@code severity}
 * @param tactics ATT&CK tactics of what the audit finds, the main one first; empty when that is no
 *     attack
 * @param references entries in other catalogues; may be empty
 * @param schedule time between runs, at least a minute
 * @param window longest span of event time that one row needs, and the minimum look-back of a run
 * @param parameters values that an operator may set
 * @param columns columns of the answer, in order; includes {@code event_time}
 * @param row columns that identify a judged row; at least one
 * @param incident columns whose values identify an incident; at least one
 * @param resource column that names the affected resource
 * @param message template of the findings' message
 * @param falsePositives harmless explanations of a finding
 * @param response recommended response to a finding
 * @param sql one SELECT with placeholders
 * @param file path from the home directory
 * @param line line of the file at which the SQL starts, from 1
 */
public record AuditQuery(
    String id,
    String title,
    String question,
    Severity severity,
    List<Tactic> tactics,
    List<String> references,
    Duration schedule,
    Duration window,
    List<Parameter> parameters,
    List<Column> columns,
    List<String> row,
    List<String> incident,
    String resource,
    MessageTemplate message,
    String falsePositives,
    String response,
    String sql,
    String file,
    int line) {
  public AuditQuery {
    tactics = List.copyOf(tactics);
    references = List.copyOf(references);
    parameters = List.copyOf(parameters);
    columns = List.copyOf(columns);
    row = List.copyOf(row);
    incident = List.copyOf(incident);
  }

  /**
   * Returns the statement for one window. Every value is bound as a typed literal, so that no text
   * is evaluated as SQL.
   *
   * @param window window of the events to judge
   * @param deployment a value for each of {@link Placeholders#DEPLOYMENT} that the SQL names
   * @param set parameters that an operator set, by name; the others have their defaults
   * @throws IllegalArgumentException when a value is missing, a parameter is unknown or has another
   *     type, or the statement exceeds Athena's limit
   */
  public String bind(
      Window window, Map<String, String> deployment, Map<String, ParameterValue> set) {
    return Binding.of(this, window, deployment, set).sql();
  }

  /** Returns whether the answer has a column. */
  public boolean hasColumn(String column) {
    return columns.stream().anyMatch(it -> it.name().equals(column));
  }
}
