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

/** Facts about keys on the NIST curve P-256. */
final class P256 {
  private static final ECParameterSpec CURVE = curve();
  private static final int COORDINATE = 32;

  private P256() {}

  static boolean is(PublicKey key) {
    return key instanceof ECPublicKey ec
        && ec.getParams().getCurve().equals(CURVE.getCurve())
        && ec.getParams().getGenerator().equals(CURVE.getGenerator())
        && ec.getParams().getOrder().equals(CURVE.getOrder())
        && ec.getParams().getCofactor() == CURVE.getCofactor();
  }

  /** What both numbers of a signature are below. */
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

  static void require(PublicKey key, String what) {
    if (!is(key)) {
      throw new IllegalArgumentException(
          what + " is no EC P-256 key but a key of " + kind(key) + "; records need EC P-256");
    }
  }

  private static String kind(PublicKey key) {
    return key instanceof ECPublicKey ? "another curve" : key.getAlgorithm();
  }

  /** The key as OpenSSH writes it (RFC 5656), which its fingerprint is taken of. */
  static byte[] openSshBlob(ECPublicKey key) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DataOutputStream data = new DataOutputStream(out)) {
      writeField(data, "ecdsa-sha2-nistp256".getBytes(StandardCharsets.US_ASCII));
      writeField(data, "nistp256".getBytes(StandardCharsets.US_ASCII));
      byte[] point = new byte[1 + 2 * COORDINATE];
      point[0] = 4;
      place(key.getW().getAffineX(), point, 1);
      place(key.getW().getAffineY(), point, 1 + COORDINATE);
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

  private static void place(BigInteger coordinate, byte[] into, int at) {
    byte[] bytes = coordinate.toByteArray();
    int length = Math.min(bytes.length, COORDINATE);
    System.arraycopy(bytes, bytes.length - length, into, at + COORDINATE - length, length);
  }
}
