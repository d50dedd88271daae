package dev.waybill.model;

import java.time.Instant;

/**
 * Third stage: a signed record of the digest is stored where it cannot be replaced.
 *
 * @param digested the previous stage
 * @param recordBucket the provenance bucket
 * @param recordKey the record's key
 * @param sealedAt the time the record was stored
 * @param repeated true when an equal record already existed
 */
public record Sealed(
    Digested digested, String recordBucket, String recordKey, Instant sealedAt, boolean repeated)
    implements Custody {
  @Override
  public Received received() {
    return digested.received();
  }
}
