package dev.waybill.audit;

import java.time.Duration;

/** How a query ended. Only one of them is an answer. */
public sealed interface QueryEnd {
  /** What became of it, in the middle of a sentence; may hold foreign text. */
  String words();

  /** What mends it. */
  String fix();

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

    @Override
    public String words() {
      return "it was answered, and the answer was not read";
    }

    @Override
    public String fix() {
      return "run waybill audit lint, and see waybill baseline check; the next run judges the same events";
    }
  }

  /**
   * Athena could not carry it out.
   *
   * @param reason in Athena's words
   */
  record Failed(String reason) implements QueryEnd {
    @Override
    public String label() {
      return "failed";
    }

    @Override
    public String words() {
      return "the query failed: " + reason;
    }

    @Override
    public String fix() {
      return "run waybill audit lint, and see waybill baseline check; the next run judges the same events";
    }
  }

  /** It took too long and was stopped. */
  record TimedOut(Duration after) implements QueryEnd {
    @Override
    public String label() {
      return "timed-out";
    }

    @Override
    public String words() {
      return "the query was stopped after " + after.toSeconds() + " s";
    }

    @Override
    public String fix() {
      return "look at the workgroup's load, or raise waybill.audit.query-timeout";
    }
  }

  /** It would have read more than the workgroup allows; Athena ended it. */
  record OverLimit(String reason) implements QueryEnd {
    @Override
    public String label() {
      return "over-limit";
    }

    @Override
    public String words() {
      return "the query would read too much: " + reason;
    }

    @Override
    public String fix() {
      return "raise waybill.athena.scan-limit (then waybill baseline apply), or shorten the audit's window";
    }
  }

  /** Somebody stopped it. */
  record Cancelled(String reason) implements QueryEnd {
    @Override
    public String label() {
      return "cancelled";
    }

    @Override
    public String words() {
      return "the query was cancelled: " + reason;
    }

    @Override
    public String fix() {
      return "find out who stops the workgroup's queries";
    }
  }

  /** Athena did not take it. */
  record Refused(String reason) implements QueryEnd {
    @Override
    public String label() {
      return "refused";
    }

    @Override
    public String words() {
      return "Athena refuses the query: " + reason;
    }

    @Override
    public String fix() {
      return "give the role the rights that the baseline lists, and see waybill baseline check";
    }
  }
}
