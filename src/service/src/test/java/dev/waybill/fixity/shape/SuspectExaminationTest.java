package dev.waybill.fixity.shape;

import static dev.waybill.fixity.shape.CustodyModel.RAW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.fixity.Examination;
import dev.waybill.fixity.FixityCondition;
import dev.waybill.fixity.Rung;
import dev.waybill.record.object.ObjectVersion;
import java.util.List;
import org.junit.jupiter.api.Test;

class SuspectExaminationTest {
  private static final ObjectVersion COPY = new ObjectVersion(RAW.bucket(), "processed/k", "v2");

  @Test
  void dropsSuspectsThatAreIntact() throws InterruptedException {
    List<FixityCondition> found =
        List.of(FixityCondition.INTACT, FixityCondition.GONE, FixityCondition.UNREADABLE);
    SuspectExamination examination =
        new SuspectExamination(
            index ->
                new Examination(index, Rung.BYTES, found.get((int) index), 0, 0, null, null, null),
            version -> FixityCondition.EXTRA);
    Suspect extra = new Suspect.OfVersion(FixityCondition.SHADOWED, COPY);

    List<ShapeFinding> findings =
        examination.examine(
            List.of(
                new Suspect.OfEntry(FixityCondition.HIDDEN, 0),
                new Suspect.OfEntry(FixityCondition.HIDDEN, 1),
                new Suspect.OfEntry(FixityCondition.HIDDEN, 2),
                extra));

    assertThat(findings)
        .extracting(ShapeFinding::condition)
        .containsExactly(FixityCondition.GONE, FixityCondition.UNREADABLE, FixityCondition.EXTRA);
    assertThat(findings).last().extracting(ShapeFinding::suspect).isEqualTo(extra);
  }
}
