package dev.waybill.localcloud.athena.bridge;

/** Thread-safe SQL engine over one catalogue. Each call runs in the caller's thread. */
public interface SqlEngine extends AutoCloseable {
  /**
   * Analyses and plans a statement without running it.
   *
   * @throws SqlFailure if the statement cannot run
   */
  Analysis analyse(EngineRequest request);

  /**
   * Analyses and plans a statement as far as its first scans of tables. The analysis has all
   * columns and scans, but it may lack bounds of partition columns that only a whole plan shows.
   *
   * @throws SqlFailure if the statement cannot run
   */
  Analysis outline(EngineRequest request);

  /**
   * Returns the view that a CREATE VIEW statement defines, without creating the view.
   *
   * @throws SqlFailure if the query cannot run or the view cannot be stored
   */
  NewView view(EngineRequest request);

  /**
   * Runs a query.
   *
   * @throws SqlFailure if the query fails
   */
  void run(EngineRequest request, RowSink rows, QueryControl control);

  /** Stops the engine's threads. Queries that are still running fail. */
  @Override
  void close();
}
