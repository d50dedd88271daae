package dev.waybill.reconcile;

import dev.waybill.settings.RawSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Rules of the raw bucket that a reconciliation has to know.
 *
 * @param raw the raw bucket with its prefixes and temporary names
 * @param expirations lifecycle rules that remove objects; CloudTrail shows nothing of them
 */
public record ReconcilePolicy(RawSettings raw, List<Expiration> expirations) {
  /**
   * Lifecycle rule that removes objects.
   *
   * @param prefix prefix of the keys
   * @param after age from which an object is removed
   */
  public record Expiration(String prefix, Duration after) {}

  public ReconcilePolicy {
    expirations = List.copyOf(expirations);
  }

  /**
   * Returns true for a version that is not taken into custody: a folder, or a temporary name.
   *
   * @param size size in bytes; 0 for a version that is not there
   */
  public boolean isExempt(String key, long size) {
    return (size == 0 && key.endsWith("/"))
        || (!raw.temporary().patterns().isEmpty()
            && key.startsWith(raw.incoming())
            && raw.temporary().match(key.substring(raw.incoming().length())));
  }

  /** Returns true when a rule may have removed a version that was written at a time. */
  public boolean isExpired(String key, Instant written, Instant now) {
    return expirations.stream()
        .anyMatch(it -> key.startsWith(it.prefix()) && !written.plus(it.after()).isAfter(now));
  }
}
