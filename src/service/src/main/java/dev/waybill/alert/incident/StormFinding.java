package dev.waybill.alert.incident;

import dev.waybill.alert.Finding;
import dev.waybill.alert.OccurrenceStats;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Finding that stands for the incidents of a rule that are too many to be delivered one by one. */
final class StormFinding {
  static final String RULE = "alert-storm";

  private StormFinding() {}

  /** Returns the finding for one more incident of a rule; a retry after a crash counts once. */
  static Finding of(Finding one, int limit, Instant now) {
    String rule = one.rule();
    return new Finding(
        RULE + "/" + rule,
        RULE,
        "Too many incidents of " + rule + " to deliver each",
        one.severity(),
        "more than "
            + limit
            + " incidents of "
            + rule
            + " began within an hour; the others are kept, and their number is the count of this"
            + " finding",
        "find what they have in common; each is in the results bucket, below"
            + " waybill/incidents/"
            + rule
            + "/",
        one.resource(),
        now,
        new OccurrenceStats(now, now, 1, Incident.name(rule, one.uid()) + "@" + report(one, now)),
        Map.of("rule", rule, "latest", one.title()),
        List.of());
  }

  /** Uses the time where a report has no token, because such a report is never repeated. */
  private static String report(Finding one, Instant now) {
    String token = one.occurrences().report();
    return token.isEmpty() ? now.toString() : token;
  }
}
