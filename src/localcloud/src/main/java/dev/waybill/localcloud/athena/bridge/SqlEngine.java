package dev.waybill.localcloud.athena.bridge;

/** A SQL engine over one catalogue. Thread-safe; each call works in the caller's thread. */
public interface SqlEngine extends AutoCloseable {
  /**
   * Analyses and plans a statement; runs nothing.
   *
   * @throws SqlFailure when it cannot run
   */
  Analysis analyse(Question question);

  /**
   * What a CREATE VIEW makes; creates nothing.
   *
   * @throws SqlFailure when its query cannot run, or the view could not be kept
   */
  NewView view(Question question);

  /**
   * Runs a query.
   *
   * @throws SqlFailure when it fails
   */
  void run(Question question, RowSink rows, QueryControl control);

  /** Ends its threads; whoever still runs a query fails. */
  @Override
  void close();
}
