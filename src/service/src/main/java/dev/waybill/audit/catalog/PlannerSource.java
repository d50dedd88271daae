package dev.waybill.audit.catalog;

import java.util.List;

/** Source of planners: a SQL engine that knows the tables of {@code sql/schema}. */
public interface PlannerSource {
  /** The source of a program without an engine. */
  PlannerSource NONE =
      (ddl, database) -> {
        throw new PlannerAbsentException(
            "this program has no SQL engine; run audit lint with waybill-local.jar, or from the"
                + " sources, to have the SQL planned");
      };

  /** A thread-safe planner that holds an engine until it is closed. */
  interface OpenPlanner extends Planner, AutoCloseable {
    @Override
    void close();
  }

  /**
   * Opens a planner.
   *
   * @param ddl the statements that create the tables and views, in order
   * @param database the database that they are in
   * @throws PlannerAbsentException when there is no engine
   * @throws IllegalArgumentException when the engine rejects a statement; the message begins with
   *     "DDL statement" and its number
   */
  OpenPlanner open(List<String> ddl, String database);
}
