package dev.waybill.audit;

import dev.waybill.audit.QueryEnd.Unanswered;

/** End of a query without an answer. */
public final class UnansweredQueryException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Unanswered end;

  public UnansweredQueryException(Unanswered end) {
    super(end.toString());
    this.end = end;
  }

  /** Returns how the query ended. */
  public Unanswered end() {
    return end;
  }
}
