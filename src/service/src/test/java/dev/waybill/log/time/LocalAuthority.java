package dev.waybill.log.time;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;

/** Timestamp authority with a certificate of its own. */
public final class LocalAuthority implements TimestampAuthority {
  private static final ASN1ObjectIdentifier POLICY =
      new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1");
  private static final Set<String> ALGORITHMS = Set.of(TSPAlgorithms.SHA256.getId());

  private final KeyPair keys;
  private PrivateKey signer;
  private final X509CertificateHolder certificate;
  private Instant now;
  private Set<String> algorithms = ALGORITHMS;
  private long serial;

  public LocalAuthority(Instant now) {
    this.now = now;
    try {
      keys = keyPair();
      signer = keys.getPrivate();
      certificate = certificate(now);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair keyPair() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return generator.generateKeyPair();
  }

  private X509CertificateHolder certificate(Instant at) throws Exception {
    X500Name name = new X500Name("CN=Test authority");
    return new JcaX509v3CertificateBuilder(
            name,
            BigInteger.ONE,
            Date.from(at.minusSeconds(86_400)),
            Date.from(at.plusSeconds(86_400)),
            name,
            keys.getPublic())
        .addExtension(
            Extension.extendedKeyUsage, true, new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping))
        .build(new JcaContentSignerBuilder("SHA256withRSA").build(keys.getPrivate()));
  }

  /** Signs with a key that is not that of the certificate from here on. */
  void forge() throws GeneralSecurityException {
    signer = keyPair().getPrivate();
  }

  void setTime(Instant now) {
    this.now = now;
  }

  void refuse() {
    algorithms = Set.of(TSPAlgorithms.SHA512.getId());
  }

  @Override
  public byte[] stamp(byte[] request) {
    try {
      TimeStampTokenGenerator tokens =
          new TimeStampTokenGenerator(
              new JcaSimpleSignerInfoGeneratorBuilder().build("SHA256withRSA", signer, certificate),
              new JcaDigestCalculatorProviderBuilder()
                  .build()
                  .get(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256)),
              POLICY);
      tokens.addCertificates(
          new JcaCertStore(List.of(new JcaX509CertificateConverter().getCertificate(certificate))));
      return new TimeStampResponseGenerator(tokens, algorithms)
          .generate(new TimeStampRequest(request), BigInteger.valueOf(++serial), Date.from(now))
          .getEncoded();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
