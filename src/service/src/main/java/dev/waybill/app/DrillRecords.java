package dev.waybill.app;

import dev.waybill.alert.incident.Incident;
import dev.waybill.alert.incident.IncidentStore;
import dev.waybill.drill.DrillEvidence;
import dev.waybill.drill.DrillKind;
import dev.waybill.drill.DrillSeal;
import dev.waybill.drill.DrillSighting;
import dev.waybill.fixity.examine.SealSearch;
import dev.waybill.fixity.examine.TouchedObject;
import dev.waybill.fixity.plan.DefectFinding;
import dev.waybill.fixity.plan.OpenFinding;
import dev.waybill.record.log.LogEntry;
import dev.waybill.record.object.ObjectVersion;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Evidence about drills: the log has the sealed object, and an incident says that its alteration
 * was found. A drill sees what any operator would see.
 *
 * @param seals search for entries by the key of an object
 * @param incidents store of incidents
 * @param bucket the provenance bucket
 */
record DrillRecords(SealSearch seals, IncidentStore incidents, String bucket)
    implements DrillEvidence {
  @Override
  public Optional<DrillSeal> seal(ObjectVersion version) {
    TouchedObject object = new TouchedObject("drill", "", version.bucket(), version.key());
    return seals.of(object).stream()
        .filter(it -> it.entry().version().equals(version))
        .map(it -> seal(it.index(), it.entry()))
        .findFirst();
  }

  private static DrillSeal seal(long index, LogEntry entry) {
    return new DrillSeal(index, entry.recordKey(), entry.recordSha256());
  }

  @Override
  public Optional<DrillSighting> sighting(DrillKind kind, DrillSeal seal) {
    OpenFinding expected = DefectFinding.open(bucket, kind.condition(), seal.index());
    return incidents
        .find(Incident.name(expected.rule(), expected.uid()))
        .map(it -> it.incident().finding())
        .map(
            it ->
                new DrillSighting(
                    it.occurrences().first().truncatedTo(ChronoUnit.MILLIS), it.rule()));
  }
}
