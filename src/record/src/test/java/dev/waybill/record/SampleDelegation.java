package dev.waybill.record;

import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;

/** Delegation whose parts a test changes, for the records of {@link TestSigner}. */
public record SampleDelegation(
    PublicKey key, String provenance, String raw, Instant notBefore, Instant notAfter) {
  public static final Instant FROM = TestSigner.SEALED.minus(Duration.ofHours(1));
  public static final Instant UNTIL = FROM.plus(Duration.ofHours(24));

  /** Returns a delegation that is valid for the records of a signer. */
  public static SampleDelegation of(TestSigner delegate) {
    return new SampleDelegation(delegate.publicKey(), "prov", "raw", FROM, UNTIL);
  }

  SampleDelegation of(String otherProvenance, String otherRaw) {
    return new SampleDelegation(key, otherProvenance, otherRaw, notBefore, notAfter);
  }

  SampleDelegation between(Instant from, Instant until) {
    return new SampleDelegation(key, provenance, raw, from, until);
  }

  byte[] statement() {
    return new DelegationStatement(
            key,
            provenance,
            raw,
            notBefore,
            notAfter,
            "arn:aws:kms:eu-central-1:111111111111:key/a",
            "arn:aws:sts::111111111111:assumed-role/waybill/i-1",
            notBefore,
            "",
            "")
        .statement("waybill/test");
  }

  /** Returns the bundle that a key signed. */
  public byte[] by(TestSigner delegator) {
    return delegator.seal(statement());
  }
}
