package dev.waybill.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.model.AlreadyDone;
import dev.waybill.model.BackfillFailed;
import dev.waybill.model.BackfillSealed;
import dev.waybill.model.CanarySealed;
import dev.waybill.model.Outcome;
import dev.waybill.model.Promoted;
import dev.waybill.model.RejectReason;
import dev.waybill.model.Rejected;
import dev.waybill.model.SkipReason;
import dev.waybill.model.Skipped;
import dev.waybill.model.SourceRetained;
import dev.waybill.model.Superseded;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OutcomeLabelsTest {
  @Test
  void coversEveryOutcome() {
    List<Outcome> outcomes = new ArrayList<>();
    Stages stages = new Stages(1);
    outcomes.add(new Promoted(stages.copied));
    outcomes.add(new AlreadyDone(stages.received.version(), "records/x", null));
    outcomes.add(new SourceRetained(stages.copied));
    outcomes.add(new Superseded(stages.sealed, false));
    outcomes.add(new CanarySealed(stages.sealed));
    outcomes.add(new BackfillSealed(stages.sealed));
    for (SkipReason reason : SkipReason.values()) {
      outcomes.add(new Skipped(reason, ""));
    }
    for (RejectReason reason : RejectReason.values()) {
      outcomes.add(new Rejected(reason, "", null));
      outcomes.add(new BackfillFailed(new Rejected(reason, "", null)));
    }

    assertThat(outcomes)
        .extracting(Object::getClass)
        .containsAll(List.of(Outcome.class.getPermittedSubclasses()));
    assertThat(OutcomeLabels.all())
        .containsExactlyInAnyOrderElementsOf(outcomes.stream().map(Outcome::label).toList());
  }
}
