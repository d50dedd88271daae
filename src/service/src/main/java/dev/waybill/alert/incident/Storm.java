package dev.waybill.alert.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts, by rule, the incidents that began within an hour and were told one by one. It learns of
 * those of other replicas, and from before a restart, by looking at the store.
 */
final class Storm {
  private static final Duration HOUR = Duration.ofHours(1);

  private final int limit;
  private final Map<String, Map<String, Instant>> begins = new HashMap<>();

  /**
   * @param limit of one rule in an hour
   */
  Storm(int limit) {
    this.limit = limit;
  }

  /** Whether one more of a rule may be told. */
  synchronized boolean admits(String rule, Instant now) {
    Map<String, Instant> recent = begins.get(rule);
    if (recent == null) {
      return limit > 0;
    }
    recent.values().removeIf(at -> !now.isBefore(at.plus(HOUR)));
    return recent.size() < limit;
  }

  /** One was told, or is being told; again, it changes nothing. */
  synchronized void note(Incident incident, Instant now) {
    if (!incident.listed() && now.isBefore(incident.opened().plus(HOUR))) {
      begins
          .computeIfAbsent(incident.finding().rule(), unused -> new HashMap<>())
          .put(incident.name(), incident.opened());
    }
  }
}
