package dev.waybill.trail.run;

import dev.waybill.trail.TrailPublicKeys;
import dev.waybill.trail.digest.TrailKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Public keys of one region that were asked for so far. */
final class PublicKeyCache {
  private static final Duration MARGIN = Duration.ofHours(2);

  private final TrailPublicKeys keys;
  private final String region;
  private final Map<String, TrailKey> known = new HashMap<>();
  private final Set<Instant> asked = new HashSet<>();

  PublicKeyCache(TrailPublicKeys keys, String region) {
    this.keys = keys;
    this.region = region;
  }

  /** Returns the key with a fingerprint that was valid around a time. */
  synchronized Optional<TrailKey> find(String fingerprint, Instant time) {
    Optional<TrailKey> found = valid(fingerprint, time);
    if (found.isEmpty() && asked.add(time.truncatedTo(ChronoUnit.HOURS))) {
      keys.of(region, time.minus(MARGIN), time.plus(MARGIN))
          .forEach(it -> known.put(it.fingerprint(), it));
      found = valid(fingerprint, time);
    }
    return found;
  }

  private Optional<TrailKey> valid(String fingerprint, Instant time) {
    return Optional.ofNullable(known.get(fingerprint))
        .filter(it -> !it.until().isBefore(time.minus(MARGIN)))
        .filter(it -> !it.from().isAfter(time.plus(MARGIN)));
  }
}
