package dev.waybill.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.record.SignatureFactory;
import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECKey;
import java.security.spec.ECGenParameterSpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SigningProviderTest {
  private static final byte[] MESSAGE = "sealed".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;
  private SigningKey key;

  @BeforeEach
  void createKey() throws Exception {
    Path keystore = folder.resolve("keys.p12");
    SigningKey.create(keystore, "password", "waybill");
    key = SigningKey.load(keystore, "password", "waybill");
    SigningProvider.install();
  }

  @Test
  void handleSignsAndThePublicKeyVerifies() throws Exception {
    byte[] signed = sign(key.handle());

    Signature verifier = Signature.getInstance(SignatureFactory.ALGORITHM);
    verifier.initVerify(key.publicKey());
    verifier.update(MESSAGE);
    assertThat(verifier.verify(signed)).isTrue();
  }

  @Test
  void handleShowsNothingOfTheKey() {
    PrivateKey handle = key.handle();

    assertThat(handle.getEncoded()).isNull();
    assertThat(handle.getFormat()).isNull();
    assertThat(handle).isNotInstanceOf(ECKey.class);
    assertThatThrownBy(
            () -> new ObjectOutputStream(new ByteArrayOutputStream()).writeObject(handle))
        .isInstanceOf(NotSerializableException.class);
  }

  @Test
  void otherProvidersRejectTheHandle() throws Exception {
    Signature signature = Signature.getInstance(SignatureFactory.ALGORITHM, "SunEC");

    assertThatThrownBy(() -> signature.initSign(key.handle()))
        .isInstanceOf(InvalidKeyException.class);
  }

  @Test
  void rejectsEveryOtherKey() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    PrivateKey other = generator.generateKeyPair().getPrivate();
    Signature signature = Signature.getInstance(SignatureFactory.ALGORITHM, SigningProvider.NAME);

    assertThatThrownBy(() -> signature.initSign(other)).isInstanceOf(InvalidKeyException.class);
    assertThatThrownBy(() -> signature.initVerify(key.publicKey()))
        .isInstanceOf(InvalidKeyException.class);
  }

  private static byte[] sign(PrivateKey handle) throws Exception {
    Signature signature = Signature.getInstance(SignatureFactory.ALGORITHM, SigningProvider.NAME);
    signature.initSign(handle);
    signature.update(MESSAGE);
    return signature.sign();
  }
}
