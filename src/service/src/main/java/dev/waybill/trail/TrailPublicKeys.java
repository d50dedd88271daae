package dev.waybill.trail;

import dev.waybill.trail.digest.TrailKey;
import java.time.Instant;
import java.util.List;

/** Port to the public keys of CloudTrail. Each region has its own. */
@FunctionalInterface
public interface TrailPublicKeys {
  /**
   * Returns the keys of a region that were valid at some time of a span.
   *
   * @throws RuntimeException when CloudTrail does not answer
   */
  List<TrailKey> of(String region, Instant from, Instant until);
}
