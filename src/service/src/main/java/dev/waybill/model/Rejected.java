package dev.waybill.model;

import dev.waybill.record.object.ObjectVersion;
import org.jspecify.annotations.Nullable;

/**
 * Outcome of custody that failed permanently. A retry cannot help, so the message goes to the
 * dead-letter queue.
 *
 * @param reason the reason
 * @param detail the explanation for people, without key, payload or secret
 * @param version the version, or null when the notification named none
 */
public record Rejected(RejectReason reason, String detail, @Nullable ObjectVersion version)
    implements Outcome {
  @Override
  public String label() {
    return "rejected-" + reason.label();
  }
}
