package dev.waybill.provenance;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;

/** Facts about keys on the NIST curve P-256. */
final class P256 {
  private static final BigInteger FIELD_ORDER =
      new BigInteger("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", 16);
  private static final int COORDINATE = 32;

  private P256() {}

  static boolean is(PublicKey key) {
    return key instanceof ECPublicKey ec
        && ec.getParams().getCurve().getField() instanceof java.security.spec.ECFieldFp field
        && field.getP().equals(FIELD_ORDER);
  }

  static void require(PublicKey key, String what) {
    if (!is(key)) {
      throw new IllegalArgumentException(
          what + " is a " + key.getAlgorithm() + " key; records need EC P-256");
    }
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
