package dev.waybill.signing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Minimal self-signed X.509 certificate (RFC 5280), because a PKCS#12 keystore stores a key pair
 * only with a certificate. Records are verified with the bare public key, never with a certificate.
 *
 * <p>The encoder is written by hand: the JDK has no public API for it, and a slim runtime has no
 * keytool.
 */
final class SelfSignedCertificate {
  private static final int SEQUENCE = 0x30;
  private static final int SET = 0x31;
  private static final byte[] ECDSA_WITH_SHA256 =
      der(SEQUENCE, new byte[] {0x06, 0x08, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 4, 3, 2});
  private static final byte[] COMMON_NAME = {0x06, 0x03, 0x55, 0x04, 0x03};
  private static final DateTimeFormatter UTC_TIME =
      DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter GENERALIZED_TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final Instant UTC_TIME_LIMIT = Instant.parse("2050-01-01T00:00:00Z");

  private SelfSignedCertificate() {}

  /** Creates a certificate for the key pair, valid from {@code now} on without an end. */
  static X509Certificate of(KeyPair pair, Instant now) throws GeneralSecurityException {
    byte[] name =
        der(
            SEQUENCE,
            der(SET, der(SEQUENCE, join(COMMON_NAME, der(0x0c, text("Waybill record signer"))))));
    byte[] validity = der(SEQUENCE, join(time(now), der(0x18, text("99991231235959Z"))));
    byte[] body =
        der(
            SEQUENCE,
            join(
                der(0xa0, der(0x02, new byte[] {2})),
                der(0x02, BigInteger.valueOf(now.toEpochMilli()).toByteArray()),
                ECDSA_WITH_SHA256,
                name,
                validity,
                name,
                pair.getPublic().getEncoded()));
    Signature signer = EcdsaProvider.signature();
    signer.initSign(pair.getPrivate());
    signer.update(body);
    byte[] signature = join(new byte[] {0}, signer.sign());
    byte[] certificate = der(SEQUENCE, join(body, ECDSA_WITH_SHA256, der(0x03, signature)));
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(certificate));
  }

  /** Encodes a time in the form that RFC 5280, 4.1.2.5, requires for its year. */
  private static byte[] time(Instant time) {
    return time.isBefore(UTC_TIME_LIMIT)
        ? der(0x17, text(UTC_TIME.format(time)))
        : der(0x18, text(GENERALIZED_TIME.format(time)));
  }

  private static byte[] text(String ascii) {
    return ascii.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static byte[] der(int tag, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    if (content.length < 128) {
      out.write(content.length);
    } else {
      byte[] length = BigInteger.valueOf(content.length).toByteArray();
      int signBytes = length[0] == 0 ? 1 : 0;
      out.write(0x80 | (length.length - signBytes));
      out.write(length, signBytes, length.length - signBytes);
    }
    out.writeBytes(content);
    return out.toByteArray();
  }
}
