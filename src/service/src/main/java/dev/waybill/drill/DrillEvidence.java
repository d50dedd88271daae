package dev.waybill.drill;

import dev.waybill.record.object.ObjectVersion;
import java.util.Optional;

/** Port to what custody and detection have done with the object of a drill. */
public interface DrillEvidence {
  /**
   * Returns the entry of a version; empty until the published log has it.
   *
   * @throws RuntimeException when the records or the log cannot be read
   */
  Optional<DrillSeal> seal(ObjectVersion version);

  /**
   * Returns the finding about an altered object, as the store of incidents has it.
   *
   * @throws RuntimeException when the store cannot be read
   */
  Optional<DrillSighting> sighting(DrillKind kind, DrillSeal seal);
}
