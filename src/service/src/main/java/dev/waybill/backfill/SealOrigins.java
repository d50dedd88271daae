package dev.waybill.backfill;

import dev.waybill.record.object.ObjectVersion;
import java.util.Optional;

/** Port to the records and copies that exist. */
public interface SealOrigins {
  /**
   * Returns the notification that the record of a version states; empty when it is not sealed.
   *
   * @throws dev.waybill.model.RejectedException when the record is invalid
   */
  Optional<String> notification(ObjectVersion version);

  /** Returns true for a promoted copy of a sealed version. */
  boolean isPromotedCopy(ObjectVersion version);
}
