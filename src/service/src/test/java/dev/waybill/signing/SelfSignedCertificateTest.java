package dev.waybill.signing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SelfSignedCertificateTest {
  private KeyPair pair;

  @BeforeEach
  void createKey() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    pair = generator.generateKeyPair();
  }

  @Test
  void theJdkReadsAndVerifiesTheCertificate() throws Exception {
    Instant now = Instant.parse("2020-01-02T03:04:05Z");

    X509Certificate certificate =
        (X509Certificate)
            CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(encoded(now)));

    certificate.verify(pair.getPublic());
    certificate.checkValidity();
    assertThat(certificate.getPublicKey()).isEqualTo(pair.getPublic());
    assertThat(certificate.getNotBefore()).isEqualTo(now);
    assertThat(certificate.getNotAfter()).isEqualTo(Instant.parse("9999-12-31T23:59:59Z"));
    assertThat(certificate.getSerialNumber()).isPositive();
    assertThat(certificate.getVersion()).isEqualTo(3);
    assertThat(certificate.getSubjectX500Principal())
        .isEqualTo(certificate.getIssuerX500Principal());
    assertThat(certificate.getSigAlgName()).isEqualTo("SHA256withECDSA");
  }

  /** RFC 5280, 4.1.2.5: UTCTime through the year 2049, GeneralizedTime from 2050 on. */
  @Test
  void theYearSelectsTheFormOfTheTime() throws Exception {
    assertThat(text("2026-11-24T04:30:05Z")).contains("\u0017\r261124043005Z");
    assertThat(text("2049-12-31T23:59:59Z")).contains("\u0017\r491231235959Z");
    assertThat(text("2050-01-01T00:00:00Z")).contains("\u0018\u000f20500101000000Z");
    assertThat(text("2126-11-24T04:30:05Z")).contains("\u0018\u000f21261124043005Z");
  }

  private String text(String now) throws Exception {
    return new String(encoded(Instant.parse(now)), ISO_8859_1);
  }

  private byte[] encoded(Instant now) throws Exception {
    return SelfSignedCertificate.of(pair, now).getEncoded();
  }
}
