package dev.waybill.model;

import dev.waybill.record.object.ObjectVersion;
import org.jspecify.annotations.Nullable;

/**
 * Custody failed for good; trying again cannot help, so the message goes to the dead-letter queue.
 *
 * @param reason the named reason
 * @param detail for a person to read; no key, no payload, no secret
 * @param version the version, or null when none could be read from the notification
 */
public record Rejected(RejectReason reason, String detail, @Nullable ObjectVersion version)
    implements Outcome {
  @Override
  public String label() {
    return "rejected-" + reason.label();
  }
}
