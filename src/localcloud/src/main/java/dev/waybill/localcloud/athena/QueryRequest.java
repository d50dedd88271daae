package dev.waybill.localcloud.athena;

import dev.waybill.localcloud.wire.Principal;
import java.util.List;

/**
 * What StartQueryExecution asks for, after the workgroup had its say.
 *
 * @param sql the statement
 * @param parameters literals for its question marks
 * @param database where names without one are looked up, in small letters
 * @param workgroup that it runs in
 * @param output the folder of its result
 * @param encryption of its result
 * @param cutoff how many bytes it may read at the most
 * @param caller whose query it is
 */
record QueryRequest(
    String sql,
    List<String> parameters,
    String database,
    String workgroup,
    S3Uri output,
    ResultEncryption encryption,
    long cutoff,
    Principal caller) {
  QueryRequest {
    parameters = List.copyOf(parameters);
  }

  /** Whether it asks for the same: what Athena compares of two calls with one token. */
  boolean isSame(QueryRequest other) {
    return sql.equals(other.sql)
        && parameters.equals(other.parameters)
        && database.equals(other.database)
        && workgroup.equals(other.workgroup)
        && output.equals(other.output);
  }
}
