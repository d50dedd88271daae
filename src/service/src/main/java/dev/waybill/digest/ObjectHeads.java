package dev.waybill.digest;

import dev.waybill.model.ObjectAttributes;
import dev.waybill.record.object.ObjectVersion;
import java.util.Optional;

/** Port for the attributes of an object version without its bytes. */
public interface ObjectHeads {
  /**
   * Returns the attributes of a version; empty when the version does not exist, or S3 rejects the
   * request. The response to a HEAD has no body that states a reason, but a GET fails with one.
   */
  Optional<ObjectAttributes> attributes(ObjectVersion version);
}
