package dev.waybill.log.cosign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.record.log.LogPolicy;
import dev.waybill.record.log.VerifierKey;
import dev.waybill.witness.Ed25519Signer;
import org.junit.jupiter.api.Test;

/** Witnesses and quorum of a policy. */
final class CosigningPolicyTest {
  private static final VerifierKey A = Ed25519Signer.ofWitness("witness.example/a").key();
  private static final VerifierKey B = Ed25519Signer.ofWitness("witness.example/b").key();

  @Test
  void asksWitnessWithTwoKeysOnce() {
    String policy =
        "witness a1 "
            + A
            + " http://127.0.0.1:1/w\nwitness a2 "
            + B
            + " http://127.0.0.1:1/w\nquorum a2\n";
    CosigningPolicy parsed = CosigningPolicy.of(LogPolicy.parse(policy.getBytes(UTF_8)));

    assertThat(parsed.witnesses()).hasSize(1);
    assertThat(parsed.witnesses().get(0).name()).isEqualTo("a1,a2");
    assertThat(parsed.witnesses().get(0).keys()).containsExactly(A, B);
  }

  @Test
  void rejectsQuorumOfWitnessesThatAreNeverAsked() {
    String policy =
        "witness a "
            + A
            + " http://127.0.0.1:1/\nwitness b "
            + B
            + "\ngroup both all a b\nquorum both\n";

    assertThatThrownBy(() -> CosigningPolicy.of(LogPolicy.parse(policy.getBytes(UTF_8))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the quorum needs witnesses whose lines have no URL");
  }
}
