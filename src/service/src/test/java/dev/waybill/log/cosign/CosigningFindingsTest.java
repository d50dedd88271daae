package dev.waybill.log.cosign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.alert.Finding;
import dev.waybill.alert.FindingEnd;
import dev.waybill.alert.Severity;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Findings about witnesses: a missing quorum, a fork, a rejection. */
final class CosigningFindingsTest extends WitnessedRuns {
  @Test
  void reportsMissingQuorumAfterFiveMinutesAndItsEnd() {
    answers.put("b", body -> new WitnessReply.Failed("no reply\nwithin"));
    assertThat(rules(cosigning.cosign())).isEmpty();
    clock.advance(CosigningFindings.BEHIND_AFTER);

    Finding finding = only(cosigning.cosign());

    assertThat(finding.rule()).isEqualTo("log-witness-behind");
    assertThat(finding.message()).contains("since " + NOW, "1 of 2 witnesses");
    assertThat(finding.details()).containsEntry("b", "no reply\nwithin");
    assertThat(cosigning.cosign()).as("not again at once").isEmpty();
    clock.advance(CosigningFindings.REPEAT_AFTER);
    assertThat(rules(cosigning.cosign())).containsExactly("log-witness-behind");
    answers.put("b", body -> signed(B, body));
    assertThat(cosigning.cosign())
        .anyMatch(
            it -> it instanceof FindingEnd && it.uid().equals("log-witness-behind/" + ORIGIN));
  }

  @Test
  void isSatisfiedWithoutTheWitnessesThatThePolicyDoesNotNeed() {
    cosigning = cosigning("quorum a\n");
    answers.put("b", body -> new WitnessReply.Failed("away"));
    cosigning.cosign();
    clock.advance(Duration.ofHours(1));

    assertThat(rules(cosigning.cosign())).isEmpty();
    assertThat(cosigning.cosignedSize()).contains(5L);
  }

  @Test
  void reportsForkWhenWitnessHasCosignedMoreThanWasPublished() {
    answers.put("a", body -> new WitnessReply.OtherSize(9));

    Finding finding = only(cosigning.cosign());

    assertThat(finding.rule()).isEqualTo("log-fork");
    assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(finding.message())
        .contains("witness a", "has cosigned size 9, and the newest published size is 5");
    answers.put("a", body -> signed(A, body));
    assertThat(cosigning.cosign())
        .anyMatch(
            it -> it instanceof FindingEnd && it.uid().equals("log-fork/" + ORIGIN + "/witness/a"));
  }

  @Test
  void reportsNoForkWhenAnotherReplicaPublishedMeanwhile() {
    answers.put(
        "a",
        body -> {
          publish(9);
          return new WitnessReply.OtherSize(9);
        });

    assertThat(rules(cosigning.cosign())).isEmpty();
  }

  @Test
  void reportsForkWhenWitnessDeniesConsistency() {
    answers.put("b", body -> new WitnessReply.Inconsistent());

    Finding finding = only(cosigning.cosign());

    assertThat(finding.rule()).isEqualTo("log-fork");
    assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(finding.resource()).isEqualTo("arn:aws:s3:::provenance/log/checkpoint");
  }

  @Test
  void reportsWitnessThatDoesNotKnowTheLog() {
    answers.put("b", body -> new WitnessReply.Rejected(404));

    Finding finding = only(cosigning.cosign());

    assertThat(finding.rule()).isEqualTo("log-witness-rejected");
    assertThat(finding.message()).contains("witness b", "answered 404");
  }
}
