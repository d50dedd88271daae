package dev.waybill.log.time;

import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.object.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.time.Instant;
import java.util.Arrays;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.SignerInformationVerifier;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;

/**
 * Timestamp of a checkpoint (RFC 3161). Its imprint is the SHA-256 of the checkpoint's text, which
 * the origin and the object's key state, so that nothing else has to be kept to verify it.
 *
 * <p>The signature is verified with the certificate that the token holds. Whether that certificate
 * is one of a trusted authority is for the reader of the evidence to decide.
 *
 * @param time the time that the authority states
 * @param authority subject of the authority's certificate; untrusted input
 */
public record Timestamp(Instant time, String authority) {
  /** Returns the digest that is stamped. */
  static Sha256 imprint(Checkpoint checkpoint) {
    return Sha256.hash(checkpoint.text().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads a stored response, and verifies that it is a timestamp of a checkpoint.
   *
   * @throws TimestampException when it is not
   */
  public static Timestamp of(byte[] response, Checkpoint checkpoint) {
    return of(parse(response), checkpoint);
  }

  /** Parses a response, of which nothing is verified. */
  static TimeStampResponse parse(byte[] response) {
    if (response.length > TimestampAuthority.MAX_RESPONSE_BYTES) {
      throw new TimestampException("the response has " + response.length + " bytes");
    }
    try {
      return new TimeStampResponse(response);
    } catch (TSPException | IOException | RuntimeException e) {
      throw new TimestampException("the response is not one of RFC 3161: " + e.getMessage());
    }
  }

  static Timestamp of(TimeStampResponse response, Checkpoint checkpoint) {
    TimeStampToken token = response.getTimeStampToken();
    int status = response.getStatus();
    if (token == null || (status != PKIStatus.GRANTED && status != PKIStatus.GRANTED_WITH_MODS)) {
      throw new TimestampException(
          "the authority answered status " + status + " " + response.getStatusString());
    }
    try {
      return verified(token, checkpoint);
    } catch (TimestampException e) {
      throw e;
    } catch (CertificateException e) {
      throw new TimestampException("the certificate is not valid: " + e.getMessage());
    } catch (TSPException | OperatorCreationException | RuntimeException e) {
      throw new TimestampException("the token is not valid: " + e.getMessage());
    }
  }

  private static Timestamp verified(TimeStampToken token, Checkpoint checkpoint)
      throws TSPException, OperatorCreationException, CertificateException {
    var info = token.getTimeStampInfo();
    if (!info.getMessageImprintAlgOID().equals(NISTObjectIdentifiers.id_sha256)
        || !Arrays.equals(info.getMessageImprintDigest(), imprint(checkpoint).bytes())) {
      throw new TimestampException("the token is one of other data");
    }
    X509CertificateHolder certificate =
        token.getCertificates().getMatches(null).stream()
            .filter(token.getSID()::match)
            .findFirst()
            .orElseThrow(
                () ->
                    new TimestampException("the token does not hold the authority's certificate"));
    SignerInformationVerifier verifier =
        new JcaSimpleSignerInfoVerifierBuilder().build(certificate);
    token.validate(verifier);
    return new Timestamp(info.getGenTime().toInstant(), certificate.getSubject().toString());
  }
}
