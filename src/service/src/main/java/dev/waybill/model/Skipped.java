package dev.waybill.model;

import dev.waybill.record.object.ObjectVersion;
import org.jspecify.annotations.Nullable;

/**
 * Outcome of a notification that needs no custody.
 *
 * @param reason the reason
 * @param detail the explanation for people, without a key or other untrusted input
 * @param bucket the bucket under custody that the notification is about; null when it is about none
 * @param scope the name of the scope of the object; null when it has none
 */
public record Skipped(
    SkipReason reason, String detail, @Nullable String bucket, @Nullable String scope)
    implements IntakeResult, Outcome {
  /** Creates the outcome of a notification about no bucket under custody. */
  public Skipped(SkipReason reason, String detail) {
    this(reason, detail, null, null);
  }

  /** Returns this outcome with the bucket and the scope of the object. */
  public Skipped in(String ofBucket, String ofScope) {
    return new Skipped(reason, detail, ofBucket, ofScope);
  }

  @Override
  public String label() {
    return "skipped-" + reason.label();
  }

  @Override
  public @Nullable ObjectVersion version() {
    return null;
  }
}
