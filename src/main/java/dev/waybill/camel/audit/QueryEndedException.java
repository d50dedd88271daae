package dev.waybill.camel.audit;

import dev.waybill.audit.QueryEnd;

/** A query ended without an answer. */
final class QueryEndedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient QueryEnd end;

  QueryEndedException(QueryEnd end) {
    super(end.toString());
    this.end = end;
  }

  QueryEnd end() {
    return end;
  }
}
