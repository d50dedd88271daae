package dev.waybill.verify;

import dev.waybill.record.trust.TrustPeriod;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Status of one key, or of one object that is published as a key.
 *
 * @param id fingerprint of the key; the object's name when the object is not a key
 * @param state whether a record that is stored now would be trusted
 * @param period times within which the key is trusted; null when it is not trusted at any time
 * @param publishedAt time at which the provenance bucket received the key; null when it is not
 *     there
 * @param note further description, may be empty
 */
public record KeyStatus(
    String id,
    State state,
    @Nullable TrustPeriod period,
    @Nullable Instant publishedAt,
    String note) {
  /** States of a key. */
  public enum State {
    /** Records that are stored now are trusted. */
    TRUSTED,
    /**
     * Only records that were stored within an earlier or will be within a later time are trusted.
     */
    LIMITED,
    /** Only records that were stored before the revocation are trusted. */
    REVOKED,
    /** Published, and in neither list nor keystore. */
    UNKNOWN,
    /** Published object that is not the public key that its name says. */
    UNREADABLE;

    /** Returns the name in reports. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Returns true when a principal must explain the object. */
    public boolean isFinding() {
      return this == UNKNOWN || this == UNREADABLE;
    }
  }
}
