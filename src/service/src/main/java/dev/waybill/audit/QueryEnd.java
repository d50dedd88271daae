package dev.waybill.audit;

/** End of a query: an answer, or the cause of a missing one. */
public sealed interface QueryEnd {
  /** Returns the value of the metrics' label. */
  String label();

  /**
   * Answer with any number of rows, including none.
   *
   * @param queryId id under which Athena keeps the rows
   * @param scanned number of bytes that the query read
   */
  record Answered(String queryId, long scanned) implements QueryEnd {
    @Override
    public String label() {
      return "answered";
    }
  }

  /**
   * End without an answer.
   *
   * @param cause kind of the end
   * @param reason Athena's message, or the time that the query took; may hold untrusted input
   */
  record Unanswered(Cause cause, String reason) implements QueryEnd {
    @Override
    public String label() {
      return cause.label;
    }

    /** Returns a description to follow a colon; may hold untrusted input. */
    public String description() {
      return cause.description + reason;
    }

    /** Returns the fix. */
    public String fix() {
      return cause.fix;
    }
  }

  /** Cause of a missing answer. */
  enum Cause {
    /** Query that Athena failed to run. */
    FAILED(
        "failed",
        "the query failed: ",
        "run waybill audit lint, and see waybill baseline check; the next run judges the same"
            + " events"),
    /** Query that Athena ended because of the data that it read. */
    UNREADABLE(
        "failed",
        "the query could not read the logs: ",
        "the service inspects all log files of these days now, and the next run judges the same"
            + " events without those that are damaged; see the findings log-file-damaged"),
    /** Query that exceeded the time limit and was stopped. */
    TIMED_OUT(
        "timed-out",
        "the query was stopped after ",
        "check the workgroup's load, or raise waybill.audit.query-timeout"),
    /** Query that Athena ended because of the workgroup's scan limit. */
    OVER_LIMIT(
        "over-limit",
        "the query would read too much: ",
        "raise waybill.athena.scan-limit (then waybill baseline apply), or shorten the audit's"
            + " window"),
    /** Query that another client stopped. */
    CANCELLED(
        "cancelled", "the query was cancelled: ", "find out who stops the workgroup's queries"),
    /** Query that Athena rejected. */
    REFUSED(
        "refused",
        "Athena rejected the query: ",
        "give the role the rights that the baseline lists, and see waybill baseline check");

    private final String label;
    private final String description;
    private final String fix;

    Cause(String label, String description, String fix) {
      this.label = label;
      this.description = description;
      this.fix = fix;
    }

    /** Returns the end of a query for this cause. */
    public Unanswered because(String reason) {
      return new Unanswered(this, reason);
    }
  }
}
