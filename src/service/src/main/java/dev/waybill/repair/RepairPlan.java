package dev.waybill.repair;

import dev.waybill.fixity.Examination;
import dev.waybill.fixity.examine.LocatedSeal;
import dev.waybill.provenance.SealedRecord;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Plan of a repair: the damage, and the versions that were compared with the record.
 *
 * @param seal entry of the object in the log
 * @param found what the examination found
 * @param record record of the object; null when nothing is to be repaired
 * @param compared the versions that were compared; empty when nothing is to be repaired
 */
public record RepairPlan(
    LocatedSeal seal, Examination found, @Nullable SealedRecord record, List<Candidate> compared) {
  /** Returns the copy to repair from; empty when there is no good one. */
  public Optional<Candidate> good() {
    return compared.stream().filter(Candidate::isGood).findFirst();
  }
}
