package dev.waybill.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.EllipticCurve;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class P256Test {
  private final ECPublicKey good = (ECPublicKey) key("EC", "secp256r1");
  private final ECParameterSpec spec = good.getParams();
  private final EllipticCurve curve = spec.getCurve();

  static PublicKey key(String algorithm, String curve) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      if (!curve.isEmpty()) {
        generator.initialize(new ECGenParameterSpec(curve));
      }
      return generator.generateKeyPair().getPublic();
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aKeyOnTheCurveMatches() {
    assertThat(P256.matches(good)).isTrue();
    assertThat(P256.matches(with(curve, spec.getGenerator(), spec.getOrder(), 1))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"secp384r1", "secp521r1"})
  void aKeyOnAnotherCurveDoesNotMatch(String other) {
    PublicKey key = key("EC", other);

    assertThat(P256.matches(key)).isFalse();
    assertThatThrownBy(() -> P256.require(key, "this"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "this is not an EC P-256 key but a key of another curve; records need EC P-256");
    assertThatThrownBy(() -> KeyId.of(key)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "Ed25519", "DSA"})
  void aKeyOfAnotherKindDoesNotMatch(String algorithm) {
    PublicKey key = key(algorithm, "");

    assertThat(P256.matches(key)).isFalse();
    assertThatThrownBy(() -> KeyId.of(key)).isInstanceOf(IllegalArgumentException.class);
  }

  /** Each curve is over the same field and has one parameter that an attacker may have chosen. */
  @Test
  void aCurveWithOneOtherParameterDoesNotMatch() {
    ECPoint generator = spec.getGenerator();
    ECPoint mirrored =
        new ECPoint(generator.getAffineX(), generator.getAffineY().add(BigInteger.ONE));
    EllipticCurve otherA =
        new EllipticCurve(curve.getField(), curve.getA().subtract(BigInteger.ONE), curve.getB());
    EllipticCurve otherB =
        new EllipticCurve(curve.getField(), curve.getA(), curve.getB().subtract(BigInteger.ONE));

    assertThat(P256.matches(with(otherA, generator, spec.getOrder(), 1))).isFalse();
    assertThat(P256.matches(with(otherB, generator, spec.getOrder(), 1))).isFalse();
    assertThat(P256.matches(with(curve, mirrored, spec.getOrder(), 1))).isFalse();
    assertThat(P256.matches(with(curve, generator, spec.getOrder().subtract(BigInteger.TWO), 1)))
        .isFalse();
    assertThat(P256.matches(with(curve, generator, spec.getOrder(), 2))).isFalse();
  }

  private ECPublicKey with(EllipticCurve curve, ECPoint generator, BigInteger order, int cofactor) {
    return new CustomKey(good, new ECParameterSpec(curve, generator, order, cofactor));
  }

  /** Key of another provider, with any parameters. */
  private static final class CustomKey implements ECPublicKey {
    private static final long serialVersionUID = 1L;
    private final ECPublicKey key;
    private final transient ECParameterSpec params;

    CustomKey(ECPublicKey key, ECParameterSpec params) {
      this.key = key;
      this.params = params;
    }

    @Override
    public ECParameterSpec getParams() {
      return params;
    }

    @Override
    public ECPoint getW() {
      return key.getW();
    }

    @Override
    public String getAlgorithm() {
      return key.getAlgorithm();
    }

    @Override
    public String getFormat() {
      return key.getFormat();
    }

    @Override
    public byte[] getEncoded() {
      return key.getEncoded();
    }
  }
}
