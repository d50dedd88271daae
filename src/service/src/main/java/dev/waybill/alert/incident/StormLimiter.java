package dev.waybill.alert.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Count, by rule, of the incidents that were opened within an hour and delivered one by one.
 * Reading the store adds the incidents of other replicas and from before a restart. Thread-safe.
 */
final class StormLimiter {
  private static final Duration PERIOD = Duration.ofHours(1);

  private final int limit;
  private final Map<String, Map<String, Instant>> openedByRule = new HashMap<>();

  /**
   * @param limit largest number of incidents of one rule in an hour
   */
  StormLimiter(int limit) {
    this.limit = limit;
  }

  /** Returns whether one more incident of a rule may be delivered. */
  synchronized boolean admits(String rule, Instant now) {
    Map<String, Instant> recent = openedByRule.get(rule);
    if (recent == null) {
      return limit > 0;
    }
    recent.values().removeIf(at -> !now.isBefore(at.plus(PERIOD)));
    return recent.size() < limit;
  }

  /** Counts an incident that is delivered; counting the same incident again changes nothing. */
  synchronized void count(Incident incident, Instant now) {
    if (!incident.listed() && now.isBefore(incident.opened().plus(PERIOD))) {
      openedByRule
          .computeIfAbsent(incident.finding().rule(), unused -> new HashMap<>())
          .put(incident.name(), incident.opened());
    }
  }
}
