package dev.waybill.localcloud.athena;

import dev.waybill.localcloud.wire.Principal;
import java.util.List;

/**
 * Request of StartQueryExecution after the workgroup's configuration is applied.
 *
 * @param sql the statement
 * @param parameters the literals for the question marks
 * @param database the default database in lower case
 * @param workgroup the workgroup of the query
 * @param output the folder of the result
 * @param encryption the encryption of the result
 * @param cutoff the maximum number of bytes to read
 * @param caller the principal of the call
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

  /**
   * Returns whether two requests are the same in the members that Athena compares for one
   * idempotency token.
   */
  boolean isSame(QueryRequest other) {
    return sql.equals(other.sql)
        && parameters.equals(other.parameters)
        && database.equals(other.database)
        && workgroup.equals(other.workgroup)
        && output.equals(other.output);
  }
}
