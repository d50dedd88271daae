package dev.waybill.camel;

import dev.waybill.aws.RawObjects;
import dev.waybill.aws.SystemHeaders;
import dev.waybill.digest.DigestResult;
import dev.waybill.digest.StreamingDigest;
import dev.waybill.model.CustodyListener;
import dev.waybill.model.Digested;
import dev.waybill.model.Encryption;
import dev.waybill.model.Received;
import dev.waybill.model.RejectReason;
import dev.waybill.model.RejectedException;
import dev.waybill.model.Sha256;
import dev.waybill.settings.PromotionSettings;
import java.io.IOException;
import java.time.Clock;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** The bean {@code digest}: asks for one version and hashes its bytes as they stream by. */
public final class DigestStep {
  private final PromotionSettings promotion;
  private final @Nullable String kmsKey;
  private final CustodyListener listener;
  private final Clock clock;

  /**
   * @param kmsKey the id or ARN of the key that objects must be encrypted under; null for any or
   *     none
   */
  public DigestStep(
      PromotionSettings promotion, @Nullable String kmsKey, CustodyListener listener, Clock clock) {
    this.promotion = promotion;
    this.kmsKey = kmsKey;
    this.listener = listener;
    this.clock = clock;
  }

  /** The request for the received version, no other. */
  public GetObjectRequest request(Exchange exchange) {
    Received received = CustodyExchange.require(exchange, Received.class, "digest.request");
    return GetObjectRequest.builder()
        .bucket(received.version().bucket())
        .key(received.version().key())
        .versionId(received.version().versionId())
        .checksumMode(ChecksumMode.ENABLED)
        .build();
  }

  /** Hashes the answer's stream, in the step that follows its opening, and always closes it. */
  public void hash(Exchange exchange) throws IOException {
    Received received = CustodyExchange.require(exchange, Received.class, "digest.hash");
    if (!(exchange.getMessage().getBody() instanceof ResponseInputStream<?> stream)
        || !(stream.response() instanceof GetObjectResponse response)) {
      throw new IllegalStateException("the step digest.hash needs the object that S3 answered");
    }
    // The body is consumed here: nothing after this step may find a stream in it.
    exchange.getMessage().setBody(null);
    exchange.getMessage().removeHeaders("CamelAwsS3*");
    try (stream) {
      hash(exchange, received, response, stream);
    }
  }

  /** A body that is not read to its end is cut off: closing it would read the rest. */
  private void hash(
      Exchange exchange,
      Received received,
      GetObjectResponse response,
      ResponseInputStream<?> stream)
      throws IOException {
    try {
      Digested digested = digest(received, response, stream);
      CustodyExchange.reach(exchange, digested);
      listener.reached(digested);
    } catch (IOException | RuntimeException e) {
      stream.abort();
      throw e;
    }
  }

  private Digested digest(
      Received received, GetObjectResponse response, ResponseInputStream<?> stream)
      throws IOException {
    long size = response.contentLength();
    requireAnnounced(received, response);
    requireEncryption(received, response);
    Long partSize = size > promotion.singleCopyLimit() ? promotion.partSizeFor(size) : null;
    DigestResult result = StreamingDigest.of(stream, size, partSize);
    if (result.size() != size) {
      throw new IOException("S3 announced " + size + " bytes and sent " + result.size());
    }
    requireStored(received, response, result.sha256());
    return new Digested(
        received,
        result.sha256(),
        result.parts(),
        size,
        RawObjects.bare(response.eTag()),
        response.checksumTypeAsString(),
        encryption(response),
        SystemHeaders.of(response),
        response.metadata(),
        response.lastModified(),
        clock.instant());
  }

  private static void requireAnnounced(Received received, GetObjectResponse response) {
    Long size = received.announcedSize();
    String eTag = received.announcedETag();
    if ((size != null && !size.equals(response.contentLength()))
        || (eTag != null && !eTag.equals(RawObjects.bare(response.eTag())))) {
      throw new RejectedException(
          RejectReason.DIGEST_MISMATCH,
          "the notification states another size or eTag than S3",
          received.version());
    }
  }

  private void requireEncryption(Received received, GetObjectResponse response) {
    if (kmsKey == null) {
      return;
    }
    String algorithm = response.serverSideEncryptionAsString();
    if (algorithm == null || !algorithm.startsWith("aws:kms")) {
      throw unexpected(received, "not encrypted under KMS, see waybill.kms.require");
    }
    String key = response.ssekmsKeyId();
    if (key == null || !keyId(key).equals(keyId(kmsKey))) {
      throw unexpected(received, "encrypted under the key " + key + ", see waybill.kms.key");
    }
  }

  private static RejectedException unexpected(Received received, String detail) {
    return new RejectedException(RejectReason.ENCRYPTION_UNEXPECTED, detail, received.version());
  }

  /** S3 answers ARNs; some emulators answer what the writer asked for. */
  private static String keyId(String idOrArn) {
    return idOrArn.substring(idOrArn.lastIndexOf('/') + 1);
  }

  private static void requireStored(
      Received received, GetObjectResponse response, Sha256 computed) {
    String stored = response.checksumSHA256();
    boolean whole = "FULL_OBJECT".equals(response.checksumTypeAsString());
    if (stored != null && whole && !stored.equals(computed.base64())) {
      throw new RejectedException(
          RejectReason.DIGEST_MISMATCH,
          "S3 stores another SHA-256 than the bytes it sent",
          received.version());
    }
  }

  private static Encryption encryption(GetObjectResponse response) {
    return new Encryption(
        response.serverSideEncryptionAsString(),
        response.ssekmsKeyId(),
        Objects.requireNonNullElse(response.bucketKeyEnabled(), false));
  }
}
