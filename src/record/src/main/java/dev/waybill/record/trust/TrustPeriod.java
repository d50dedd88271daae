package dev.waybill.record.trust;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Time within which the records of a key are trusted. The time of a record is the one at which the
 * store received it, never the one that the record states: a leaked key signs any time.
 *
 * @param notBefore first time at which the key is trusted; null for no limit
 * @param notAfter last time at which the key is trusted; null for no limit
 * @param revokedAt time from which on the key is no longer trusted; null when it is not revoked
 */
public record TrustPeriod(
    @Nullable Instant notBefore, @Nullable Instant notAfter, @Nullable Instant revokedAt) {
  /** Period without limits. */
  public static final TrustPeriod ALWAYS = new TrustPeriod(null, null, null);

  /**
   * @throws IllegalArgumentException when the period ends before it begins
   */
  public TrustPeriod {
    if (notBefore != null && notAfter != null && notAfter.isBefore(notBefore)) {
      throw new IllegalArgumentException("not-after is before not-before");
    }
  }

  /** Returns this period with another time of revocation. */
  public TrustPeriod revoked(Instant at) {
    return new TrustPeriod(notBefore, notAfter, at);
  }

  /** Returns true when the period has no limit, so that no time has to be known. */
  public boolean isUnlimited() {
    return equals(ALWAYS);
  }

  /**
   * Returns the reason why a record is not trusted; empty when it is.
   *
   * @param storedAt time at which the store received the record; null when it is not known
   */
  public Optional<String> problem(@Nullable Instant storedAt) {
    if (isUnlimited()) {
      return Optional.empty();
    }
    if (storedAt == null) {
      return Optional.of("the key is trusted for a time, and the record's own time is not proven");
    }
    if (revokedAt != null && !storedAt.isBefore(revokedAt)) {
      return Optional.of("the key was revoked at " + revokedAt + storedAt(storedAt));
    }
    if (notBefore != null && storedAt.isBefore(notBefore)) {
      return Optional.of("the key is trusted from " + notBefore + " on" + storedAt(storedAt));
    }
    return notAfter != null && storedAt.isAfter(notAfter)
        ? Optional.of("the key is trusted until " + notAfter + storedAt(storedAt))
        : Optional.empty();
  }

  private static String storedAt(Instant time) {
    return ", and the record was stored at " + time;
  }
}
