package dev.waybill.model;

import dev.waybill.record.object.ObjectVersion;

/**
 * Outcome of a repeated notification, whose version was sealed and promoted before.
 *
 * @param version the version
 * @param recordKey the key of its record in the provenance bucket
 */
public record AlreadyDone(ObjectVersion version, String recordKey) implements Outcome {
  @Override
  public String label() {
    return "already-done";
  }
}
