package dev.waybill.record.trust;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Bundle of a delegation, which is untrusted input. */
public final class StoredDelegation {
  private final byte[] bundle;
  private final @Nullable Instant storedAt;

  /**
   * @param bundle the bundle, as it was written
   * @param storedAt time at which the store received it; null when it is not known
   */
  public StoredDelegation(byte[] bundle, @Nullable Instant storedAt) {
    this.bundle = bundle.clone();
    this.storedAt = storedAt;
  }

  /** Returns a copy of the bundle. */
  public byte[] bundle() {
    return bundle.clone();
  }

  /** Returns the time at which the store received it; null when it is not known. */
  public @Nullable Instant storedAt() {
    return storedAt;
  }
}
