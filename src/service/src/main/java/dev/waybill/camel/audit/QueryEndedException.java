package dev.waybill.camel.audit;

import dev.waybill.audit.QueryEnd.Unanswered;

/** A query ended without an answer. */
final class QueryEndedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Unanswered end;

  QueryEndedException(Unanswered end) {
    super(end.toString());
    this.end = end;
  }

  Unanswered end() {
    return end;
  }
}
