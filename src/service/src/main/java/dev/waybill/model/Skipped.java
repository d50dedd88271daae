package dev.waybill.model;

import dev.waybill.record.object.ObjectVersion;
import org.jspecify.annotations.Nullable;

/**
 * A notification that asks for no custody, and why.
 *
 * @param reason the counted reason
 * @param detail for a person to read; never a key or other foreign text
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
