package dev.waybill.record;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;

/** Checks and encodings of public keys on the NIST curve P-256. */
public final class P256 {
  private static final ECParameterSpec CURVE = curve();
  private static final int COORDINATE_BYTES = 32;

  private P256() {}

  /** Returns true if the key is on P-256; compares every parameter, not only the curve's name. */
  public static boolean matches(PublicKey key) {
    return key instanceof ECPublicKey ec
        && ec.getParams().getCurve().equals(CURVE.getCurve())
        && ec.getParams().getGenerator().equals(CURVE.getGenerator())
        && ec.getParams().getOrder().equals(CURVE.getOrder())
        && ec.getParams().getCofactor() == CURVE.getCofactor();
  }

  /**
   * Requires a key on P-256.
   *
   * @param subject name of the key in the error message
   * @throws IllegalArgumentException when the key is of another kind or on another curve
   */
  public static void require(PublicKey key, String subject) {
    if (!matches(key)) {
      throw new IllegalArgumentException(
          subject
              + " is not an EC P-256 key but a key of "
              + kind(key)
              + "; records need EC P-256");
    }
  }

  /** Returns the order of the curve; both numbers of a signature are below it. */
  static BigInteger order() {
    return CURVE.getOrder();
  }

  private static ECParameterSpec curve() {
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
      parameters.init(new ECGenParameterSpec("secp256r1"));
      return parameters.getParameterSpec(ECParameterSpec.class);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has P-256", impossible);
    }
  }

  private static String kind(PublicKey key) {
    return key instanceof ECPublicKey ? "another curve" : key.getAlgorithm();
  }

  /** Encodes the key as OpenSSH does (RFC 5656); the fingerprint is computed over this form. */
  static byte[] openSshBlob(ECPublicKey key) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DataOutputStream data = new DataOutputStream(out)) {
      writeField(data, "ecdsa-sha2-nistp256".getBytes(StandardCharsets.US_ASCII));
      writeField(data, "nistp256".getBytes(StandardCharsets.US_ASCII));
      byte[] point = new byte[1 + 2 * COORDINATE_BYTES];
      point[0] = 4;
      copyCoordinate(key.getW().getAffineX(), point, 1);
      copyCoordinate(key.getW().getAffineY(), point, 1 + COORDINATE_BYTES);
      writeField(data, point);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  private static void writeField(DataOutputStream data, byte[] field) throws IOException {
    data.writeInt(field.length);
    data.write(field);
  }

  /** Copies the coordinate right-aligned; {@link BigInteger} drops leading zeros or adds one. */
  private static void copyCoordinate(BigInteger coordinate, byte[] target, int offset) {
    byte[] bytes = coordinate.toByteArray();
    int length = Math.min(bytes.length, COORDINATE_BYTES);
    System.arraycopy(
        bytes, bytes.length - length, target, offset + COORDINATE_BYTES - length, length);
  }
}
