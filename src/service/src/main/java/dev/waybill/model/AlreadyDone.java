package dev.waybill.model;

import dev.waybill.record.object.ObjectVersion;

/**
 * The version was sealed and promoted before; the notification was a repetition.
 *
 * @param version the version
 * @param recordKey where its record is
 */
public record AlreadyDone(ObjectVersion version, String recordKey) implements Outcome {
  @Override
  public String label() {
    return "already-done";
  }
}
