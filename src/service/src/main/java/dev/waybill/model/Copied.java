package dev.waybill.model;

import dev.waybill.record.object.ObjectVersion;
import java.time.Instant;

/**
 * Fourth stage: the bytes are at their destination and S3's own digest of them equals ours.
 *
 * @param sealed the stage before
 * @param destination the promoted version
 * @param verifiedBy how the copy was judged, for the console and the log
 * @param copiedAt when the copy was judged good
 * @param repeated whether an equal copy was already there
 */
public record Copied(
    Sealed sealed, ObjectVersion destination, String verifiedBy, Instant copiedAt, boolean repeated)
    implements Custody {
  @Override
  public Received received() {
    return sealed.received();
  }
}
