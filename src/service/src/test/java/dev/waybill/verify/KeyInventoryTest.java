package dev.waybill.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.waybill.provenance.PublishedKey;
import dev.waybill.record.KeyId;
import dev.waybill.record.PublicKeyPem;
import dev.waybill.record.RecordKey;
import dev.waybill.record.trust.TrustList;
import dev.waybill.signing.KeyTrust;
import dev.waybill.verify.KeyStatus.State;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class KeyInventoryTest {
  private static final Instant NOW = Instant.parse("2030-01-01T12:00:00Z");
  private final PublicKey ours = newKey();
  private final PublicKey retired = newKey();
  private final PublicKey foreign = newKey();

  @Test
  void trustsKeystoreAndNoPublishedKeyWithoutAList() {
    assertThat(
            KeyInventory.of(
                new KeyTrust(null, List.of(ours, retired)),
                List.of(published(ours), published(foreign), odd()),
                NOW))
        .extracting(KeyStatus::id, KeyStatus::state)
        .containsExactly(
            tuple(KeyId.of(ours), State.TRUSTED),
            tuple(KeyId.of(retired), State.TRUSTED),
            tuple(KeyId.of(foreign), State.UNKNOWN),
            tuple("keys/odd.pem", State.UNREADABLE));
  }

  @Test
  void trustsListedKeysOnlyWithAList() {
    TrustList list =
        TrustList.parse(
            KeyId.of(ours)
                + "\n"
                + KeyId.of(retired)
                + " revoked-at=2029-01-01T00:00:00Z\n"
                + KeyId.of(foreign)
                + " not-before=2031-01-01T00:00:00Z");
    PublicKey unlisted = newKey();

    assertThat(
            KeyInventory.of(
                new KeyTrust(list, List.of(ours, unlisted)), List.of(published(retired)), NOW))
        .extracting(KeyStatus::id, KeyStatus::state)
        .containsExactly(
            tuple(KeyId.of(ours), State.TRUSTED),
            tuple(KeyId.of(retired), State.REVOKED),
            tuple(KeyId.of(foreign), State.LIMITED),
            tuple(KeyId.of(unlisted), State.UNKNOWN));
  }

  @Test
  void rejectsKeyUnderTheNameOfAnother() {
    byte[] pem = PublicKeyPem.write(foreign).getBytes(StandardCharsets.US_ASCII);

    PublishedKey squatted = PublishedKey.of(RecordKey.ofPublicKey(ours), pem, NOW);

    assertThat(squatted.key()).isNull();
    assertThat(squatted.problem()).isEqualTo("its name is not the SHA-256 of its key");
  }

  private static PublishedKey published(PublicKey key) {
    byte[] pem = PublicKeyPem.write(key).getBytes(StandardCharsets.US_ASCII);
    return PublishedKey.of(RecordKey.ofPublicKey(key), pem, NOW);
  }

  private static PublishedKey odd() {
    return PublishedKey.of("keys/odd.pem", new byte[] {'o'}, NOW);
  }

  private static PublicKey newKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair().getPublic();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
