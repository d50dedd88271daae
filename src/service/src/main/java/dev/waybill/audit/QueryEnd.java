package dev.waybill.audit;

/** How a query ended. Only one of them is an answer. */
public sealed interface QueryEnd {
  /** One word, as metrics have it. */
  String label();

  /**
   * It gave rows, perhaps none.
   *
   * @param queryId by which Athena keeps the rows
   * @param scanned bytes it read
   */
  record Answered(String queryId, long scanned) implements QueryEnd {
    @Override
    public String label() {
      return "answered";
    }
  }

  /**
   * It gave none.
   *
   * @param cause which kind of end it is
   * @param reason in Athena's words, or how long it took; may hold foreign text
   */
  record Unanswered(Cause cause, String reason) implements QueryEnd {
    @Override
    public String label() {
      return cause.label;
    }

    /** What became of it, in the middle of a sentence; may hold foreign text. */
    public String words() {
      return cause.words + reason;
    }

    /** What mends it. */
    public String fix() {
      return cause.fix;
    }
  }

  /** Why there is no answer. */
  enum Cause {
    /** Athena could not carry it out. */
    FAILED(
        "failed",
        "the query failed: ",
        "run waybill audit lint, and see waybill baseline check; the next run judges the same"
            + " events"),
    /** It took too long and was stopped. */
    TIMED_OUT(
        "timed-out",
        "the query was stopped after ",
        "look at the workgroup's load, or raise waybill.audit.query-timeout"),
    /** It would have read more than the workgroup allows; Athena ended it. */
    OVER_LIMIT(
        "over-limit",
        "the query would read too much: ",
        "raise waybill.athena.scan-limit (then waybill baseline apply), or shorten the audit's"
            + " window"),
    /** Somebody stopped it. */
    CANCELLED(
        "cancelled", "the query was cancelled: ", "find out who stops the workgroup's queries"),
    /** Athena did not take it. */
    REFUSED(
        "refused",
        "Athena refuses the query: ",
        "give the role the rights that the baseline lists, and see waybill baseline check");

    private final String label;
    private final String words;
    private final String fix;

    Cause(String label, String words, String fix) {
      this.label = label;
      this.words = words;
      this.fix = fix;
    }

    /** The end of a query for this cause. */
    public Unanswered because(String reason) {
      return new Unanswered(this, reason);
    }
  }
}
