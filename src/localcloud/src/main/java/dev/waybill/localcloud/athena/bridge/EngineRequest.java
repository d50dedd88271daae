package dev.waybill.localcloud.athena.bridge;

import java.util.List;

/**
 * Request to analyse or run a statement.
 *
 * @param id the unique id of the request
 * @param sql the statement
 * @param parameters the literals for the question marks in order
 * @param database the default database
 */
public record EngineRequest(String id, String sql, List<String> parameters, String database) {
  public EngineRequest {
    parameters = List.copyOf(parameters);
  }
}
