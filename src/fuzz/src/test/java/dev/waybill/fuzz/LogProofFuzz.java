package dev.waybill.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.waybill.record.log.InvalidLogException;
import dev.waybill.record.log.LogPolicy;
import dev.waybill.record.log.LogProof;
import dev.waybill.record.log.SignedNote;
import dev.waybill.record.log.VerifierKey;
import java.util.List;

/** Any bytes are read as a proof and as a note, or rejected by name, and are never verified. */
final class LogProofFuzz {
  private static final LogPolicy POLICY =
      LogPolicy.ofLog(
          List.of(
              VerifierKey.parse(
                  "records.example/log+fa459cd8+AWjG1nsPADD7xtw9ns3vmweC72jO2XOnQfyic+pwohLY")));

  @FuzzTest(maxDuration = "10s")
  void verifiesNothing(byte[] bytes) {
    try {
      LogProof proof = LogProof.parse(bytes);
      assertThat(proof.bytes()).isEqualTo(bytes);
      assertThat(proof.verifyRecord(POLICY, bytes).isVerified()).isFalse();
    } catch (InvalidLogException e) {
      assertThat(e).hasMessageMatching("\\p{Print}+");
    }
    try {
      SignedNote note = SignedNote.parse(bytes);
      assertThat(note.bytes()).isEqualTo(bytes);
      POLICY.judge(note);
    } catch (InvalidLogException e) {
      assertThat(e.getMessage()).contains("note").hasSizeLessThan(200);
    }
  }
}
