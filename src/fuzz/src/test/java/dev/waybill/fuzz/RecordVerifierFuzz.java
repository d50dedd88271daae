package dev.waybill.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.waybill.record.Bundle;
import dev.waybill.record.KeyId;
import dev.waybill.record.RecordVerifier;
import dev.waybill.record.Verdict;
import dev.waybill.record.Verdict.Invalid;
import dev.waybill.record.Verdict.Valid;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.List;

/**
 * Any bytes get a verdict: as a record, which is never valid, and as the statement of a record
 * whose signature holds, so that the code behind the signature is reached as well.
 */
final class RecordVerifierFuzz {
  /** The numbers 1 and 1. */
  private static final byte[] DER_SIGNATURE = {0x30, 6, 2, 1, 1, 2, 1, 1};

  private static final PublicKey KEY = key();
  private static final RecordVerifier STRICT = new RecordVerifier(List.of(KEY));
  private static final RecordVerifier CREDULOUS =
      new RecordVerifier(List.of(KEY), CredulousSignature::new);

  @FuzzTest(maxDuration = "20s")
  void givesVerdictOnAnyBytes(byte[] bytes) {
    assertThat(STRICT.verify(bytes)).isInstanceOf(Invalid.class);
    Verdict verdict = CREDULOUS.verify(Bundle.write(bytes, DER_SIGNATURE, KeyId.of(KEY)));
    if (verdict instanceof Valid valid) {
      assertThat(valid.record().version()).isNotNull();
      assertThat(valid.record().sha256()).isNotNull();
    }
  }

  private static PublicKey key() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair().getPublic();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
