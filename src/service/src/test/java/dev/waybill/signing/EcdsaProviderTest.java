package dev.waybill.signing;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import dev.waybill.record.SignatureFactory;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Security;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EcdsaProviderTest {
  private static final byte[] MESSAGE = "sealed".getBytes(StandardCharsets.UTF_8);
  private static final byte[] OTHER = "broken".getBytes(StandardCharsets.UTF_8);

  private final boolean wasNative =
      Security.getProvider(AmazonCorrettoCryptoProvider.PROVIDER_NAME) != null;
  private KeyPair keys;

  @BeforeEach
  void createKeys() throws Exception {
    withoutNative();
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    keys = generator.generateKeyPair();
  }

  @AfterEach
  void restoreProvider() {
    if (wasNative) {
      assertThat(EcdsaProvider.useNative()).isEmpty();
    } else {
      withoutNative();
    }
  }

  @Test
  void jdkSignsUntilNativeProviderIsInstalled() throws Exception {
    assertThat(EcdsaProvider.name()).isEqualTo("SunEC");
    assertThat(EcdsaProvider.signature().getProvider().getName()).isEqualTo("SunEC");
  }

  @Test
  void nativeProviderIsUsedOnlyByName() throws Exception {
    assumeNative();

    assertThat(EcdsaProvider.name()).isEqualTo(AmazonCorrettoCryptoProvider.PROVIDER_NAME);
    assertThat(EcdsaProvider.signature().getProvider().getName()).isEqualTo(EcdsaProvider.name());
    assertThat(Signature.getInstance(SignatureFactory.ALGORITHM).getProvider().getName())
        .isEqualTo("SunEC");
  }

  @Test
  void eachProviderAcceptsSignaturesOfTheOther() throws Exception {
    byte[] byTheJdk = sign();
    assumeNative();
    byte[] byAwsLc = sign();

    assertThat(verify(byTheJdk, MESSAGE)).isTrue();
    assertThat(verify(byTheJdk, OTHER)).isFalse();
    withoutNative();
    assertThat(verify(byAwsLc, MESSAGE)).isTrue();
    assertThat(verify(byAwsLc, OTHER)).isFalse();
  }

  private static void assumeNative() {
    org.junit.jupiter.api.Assumptions.assumeTrue(
        EcdsaProvider.useNative().isEmpty(), "AWS-LC does not load on this machine");
  }

  private static void withoutNative() {
    Security.removeProvider(AmazonCorrettoCryptoProvider.PROVIDER_NAME);
  }

  private byte[] sign() throws Exception {
    Signature signature = EcdsaProvider.signature();
    signature.initSign(keys.getPrivate());
    signature.update(MESSAGE);
    return signature.sign();
  }

  private boolean verify(byte[] signed, byte[] message) throws Exception {
    Signature signature = EcdsaProvider.signature();
    signature.initVerify(keys.getPublic());
    signature.update(message);
    return signature.verify(signed);
  }
}
