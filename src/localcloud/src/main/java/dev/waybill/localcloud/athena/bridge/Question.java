package dev.waybill.localcloud.athena.bridge;

import java.util.List;

/**
 * A statement to be judged or run.
 *
 * @param id unique
 * @param sql one statement
 * @param parameters literals for its question marks, in order
 * @param database where names without one are looked up
 */
public record Question(String id, String sql, List<String> parameters, String database) {
  public Question {
    parameters = List.copyOf(parameters);
  }
}
