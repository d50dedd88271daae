package dev.waybill.model;

import dev.waybill.record.object.ObjectVersion;
import org.jspecify.annotations.Nullable;

/**
 * Outcome of a repeated notification, whose version was sealed and promoted before.
 *
 * @param version the version
 * @param recordKey the key of its record in the provenance bucket
 * @param promoted the facts of the promoted version; null for a canary, which is not promoted
 */
public record AlreadyDone(
    ObjectVersion version, String recordKey, @Nullable CustodySummary promoted) implements Outcome {
  @Override
  public String label() {
    return "already-done";
  }
}
