package dev.waybill.model;

import java.time.Instant;

/**
 * Third stage: a signed record of the digest is durable where nobody can rewrite it.
 *
 * @param digested the stage before
 * @param recordBucket the provenance bucket
 * @param recordKey the record's key
 * @param sealedAt when the record was made durable
 * @param repeated whether an equal record was already there
 */
public record Sealed(
    Digested digested, String recordBucket, String recordKey, Instant sealedAt, boolean repeated)
    implements Custody {
  @Override
  public Received received() {
    return digested.received();
  }
}
