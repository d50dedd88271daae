package dev.waybill.alert.incident;

import dev.waybill.alert.Finding;
import dev.waybill.alert.OccurrenceStats;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The sum that stands for incidents which are too many to be told one by one. */
final class StormFinding {
  static final String RULE = "alert-storm";

  private StormFinding() {}

  /** One incident more of a rule; told again, after a crash, it counts once. */
  static Finding of(Finding one, int limit, Instant now) {
    String rule = one.rule();
    return new Finding(
        RULE + "/" + rule,
        RULE,
        "Too many incidents of " + rule + " to tell each",
        one.severity(),
        "more than "
            + limit
            + " incidents of "
            + rule
            + " began within an hour; the others are kept, and their number is the count of this"
            + " finding",
        "look for what they have in common; each is in the results bucket, below"
            + " waybill/incidents/"
            + rule
            + "/",
        one.resource(),
        now,
        new OccurrenceStats(now, now, 1, Incident.name(rule, one.uid()) + "@" + report(one, now)),
        Map.of("rule", rule, "latest", one.title()),
        List.of());
  }

  /** Who reports by a token reports again by it; who has none never reports the same again. */
  private static String report(Finding one, Instant now) {
    String token = one.sightings().report();
    return token.isEmpty() ? now.toString() : token;
  }
}
