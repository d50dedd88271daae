package dev.waybill.model;

import dev.waybill.record.object.ObjectVersion;
import org.jspecify.annotations.Nullable;

/** Thrown when custody fails permanently; carries the outcome to the dead-letter queue. */
public final class RejectedException extends RuntimeException {
  private final transient Rejected outcome;

  public RejectedException(
      RejectReason reason,
      String detail,
      @Nullable ObjectVersion version,
      @Nullable Throwable cause) {
    super(reason.label() + ": " + detail, cause);
    this.outcome = new Rejected(reason, detail, version);
  }

  public RejectedException(RejectReason reason, String detail, @Nullable ObjectVersion version) {
    this(reason, detail, version, null);
  }

  public Rejected outcome() {
    return outcome;
  }
}
