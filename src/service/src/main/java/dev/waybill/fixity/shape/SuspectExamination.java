package dev.waybill.fixity.shape;

import dev.waybill.fixity.Examination;
import dev.waybill.fixity.FixityCondition;
import java.util.ArrayList;
import java.util.List;

/**
 * Examination of the suspects of a listing, one by one. Only what it finds is reported, because
 * honest traffic can look like an alteration in a listing.
 *
 * @param entries examines entries
 * @param copies examines listed versions
 */
public record SuspectExamination(Examiner entries, CopyExaminer copies) {
  /**
   * Returns what is known about each suspect that is not intact.
   *
   * @throws InterruptedException when the thread was interrupted
   */
  public List<ShapeFinding> examine(List<Suspect> suspects) throws InterruptedException {
    List<ShapeFinding> findings = new ArrayList<>();
    for (Suspect suspect : suspects) {
      ShapeFinding finding = examine(suspect);
      if (finding.condition().kind() != FixityCondition.Kind.PASS) {
        findings.add(finding);
      }
    }
    return findings;
  }

  private ShapeFinding examine(Suspect suspect) throws InterruptedException {
    if (suspect instanceof Suspect.OfEntry of) {
      Examination examination = entries.examine(of.index());
      return new ShapeFinding(suspect, examination.condition(), examination);
    }
    return new ShapeFinding(suspect, copies.examine(((Suspect.OfVersion) suspect).version()), null);
  }
}
