package dev.waybill.model;

import dev.waybill.record.object.ObjectVersion;
import java.time.Instant;

/**
 * Fourth stage: the copy is at its destination, and the SHA-256 that S3 computed of it equals the
 * sealed one.
 *
 * @param sealed the previous stage
 * @param destination the promoted version
 * @param verifiedBy how the copy was verified, for the console and the log
 * @param copiedAt the time the copy was verified
 * @param repeated true when an equal copy already existed
 */
public record Copied(
    Sealed sealed, ObjectVersion destination, String verifiedBy, Instant copiedAt, boolean repeated)
    implements Custody {
  @Override
  public Received received() {
    return sealed.received();
  }
}
