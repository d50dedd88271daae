package dev.waybill.audit.catalog;

import dev.waybill.alert.Severity;
import dev.waybill.audit.Window;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * An audit: one question to the logs, and what a row of the answer means. One that was read by
 * {@link AuditCatalog} is whole: what is said below of columns and placeholders holds.
 *
 * @param id stable, such as {@code S3-01}
 * @param title a few words
 * @param question what it asks, a sentence
 * @param severity of its findings, unless the row says otherwise in a column {@code severity}
 * @param references which catalogues know it; may be empty
 * @param schedule from one run to the next, a minute at least
 * @param window the longest span of event time that one row needs; a run looks at least that far
 *     back
 * @param parameters what an operator may set
 * @param columns of the answer, in order; {@code event_time} is among them
 * @param row the columns that identify a row that was judged; at least one
 * @param incident the columns whose values make one incident; at least one
 * @param resource the column that names what is affected
 * @param message of a finding
 * @param falsePositives what else it may be
 * @param response what an operator should do
 * @param sql one SELECT with placeholders
 * @param file from the home directory
 * @param line of the file at which the SQL begins, from 1
 */
public record AuditQuery(
    String id,
    String title,
    String question,
    Severity severity,
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
    references = List.copyOf(references);
    parameters = List.copyOf(parameters);
    columns = List.copyOf(columns);
    row = List.copyOf(row);
    incident = List.copyOf(incident);
  }

  /**
   * The statement to ask for one window, with every value as a typed literal: no text becomes SQL.
   *
   * @param window the events to judge
   * @param deployment a value for each of {@link Placeholders#OF_THE_DEPLOYMENT} that the SQL names
   * @param set parameters that an operator set, by name; the others have their defaults
   * @throws IllegalArgumentException when a value is missing, a parameter is unknown or of another
   *     type, or the statement gets longer than Athena takes
   */
  public String bind(
      Window window, Map<String, String> deployment, Map<String, ParameterValue> set) {
    return Binding.of(this, window, deployment, set).sql();
  }

  /** Whether the answer has that column. */
  public boolean has(String column) {
    return columns.stream().anyMatch(it -> it.name().equals(column));
  }
}
