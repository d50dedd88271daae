package dev.waybill.audit;

import java.time.Duration;

/** How a query ended. Only one of them is an answer. */
public sealed interface QueryEnd {
  /**
   * It gave rows, perhaps none.
   *
   * @param queryId by which Athena keeps the rows
   * @param scanned bytes it read
   */
  record Answered(String queryId, long scanned) implements QueryEnd {}

  /**
   * Athena could not carry it out.
   *
   * @param reason in Athena's words
   */
  record Failed(String reason) implements QueryEnd {}

  /** It took too long and was stopped. */
  record TimedOut(Duration after) implements QueryEnd {}

  /** It would have read more than the workgroup allows; Athena ended it. */
  record OverLimit(String reason) implements QueryEnd {}

  /** Somebody stopped it. */
  record Cancelled(String reason) implements QueryEnd {}

  /** Athena did not take it. */
  record Refused(String reason) implements QueryEnd {}
}
