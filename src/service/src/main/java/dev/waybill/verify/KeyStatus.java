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
 * @param delegator the key that delegates to this one; null when this key needs no delegation
 */
public record KeyStatus(
    String id,
    State state,
    @Nullable TrustPeriod period,
    @Nullable Instant publishedAt,
    String note,
    @Nullable Delegator delegator) {
  /**
   * Key that delegates.
   *
   * @param name name of the key that the delegation states, such as its ARN in KMS
   * @param keyId fingerprint of the key that signed the delegation
   */
  public record Delegator(String name, String keyId) {}

  /** Creates the status of a key that needs no delegation. */
  public KeyStatus(
      String id,
      State state,
      @Nullable TrustPeriod period,
      @Nullable Instant publishedAt,
      String note) {
    this(id, state, period, publishedAt, note, null);
  }

  /** States of a key. */
  public enum State {
    /** Records that are stored now are trusted. */
    TRUSTED,
    /** Records that are stored now are trusted, because a trusted key delegates to this one. */
    DELEGATED,
    /**
     * Only records that were stored within an earlier or will be within a later time are trusted.
     */
    LIMITED,
    /** Only records that were stored before the revocation are trusted. */
    REVOKED,
    /** Published, and in neither list nor keystore. */
    UNKNOWN,
    /** Published delegation that makes no key trusted. */
    REJECTED,
    /** Published object that is not the public key that its name says. */
    UNREADABLE;

    /** Returns the name in reports. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Returns true when a principal must explain the object. */
    public boolean isFinding() {
      return this == UNKNOWN || this == REJECTED || this == UNREADABLE;
    }
  }
}
