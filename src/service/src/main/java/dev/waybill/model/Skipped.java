package dev.waybill.model;

import dev.waybill.record.object.ObjectVersion;
import org.jspecify.annotations.Nullable;

/**
 * Outcome of a notification that needs no custody.
 *
 * @param reason the reason
 * @param detail the explanation for people, without a key or other untrusted input
 */
public record Skipped(SkipReason reason, String detail) implements IntakeResult, Outcome {
  @Override
  public String label() {
    return "skipped-" + reason.label();
  }

  @Override
  public @Nullable ObjectVersion version() {
    return null;
  }
}
