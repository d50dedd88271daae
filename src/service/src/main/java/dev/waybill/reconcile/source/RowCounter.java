package dev.waybill.reconcile.source;

import java.util.function.Consumer;

/**
 * Receiver that counts the rows of a source before it passes them on. For one thread at a time.
 *
 * @param <T> type of the rows
 */
final class RowCounter<T> implements Consumer<T> {
  private final Consumer<T> rows;
  private long count;

  RowCounter(Consumer<T> rows) {
    this.rows = rows;
  }

  @Override
  public void accept(T row) {
    rows.accept(row);
    count++;
  }

  /** Returns the reason why the source is incomplete. */
  String reason(RuntimeException failure) {
    return "it failed after " + count + " rows: " + failure.getMessage();
  }
}
