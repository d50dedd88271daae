package dev.waybill.camel;

import dev.waybill.digest.DigestResult;
import dev.waybill.digest.StreamingDigest;
import dev.waybill.model.CustodyListener;
import dev.waybill.model.Digested;
import dev.waybill.model.Received;
import dev.waybill.model.RejectReason;
import dev.waybill.model.RejectedException;
import dev.waybill.record.object.Hasher;
import dev.waybill.record.object.Sha256;
import dev.waybill.settings.DigestSettings;
import dev.waybill.settings.PromotionSettings;
import java.io.IOException;
import java.time.Clock;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** The bean {@code digest}: asks for one version and hashes its bytes as they stream by. */
public final class DigestStep {
  private final DigestSettings mode;
  private final PromotionSettings promotion;
  private final IntegrityRequirements demands;
  private final CustodyListener listener;
  private final Clock clock;

  /**
   * @param kmsKey the id or ARN of the key that objects must be encrypted under; null for any or
   *     none
   */
  public DigestStep(
      DigestSettings mode,
      PromotionSettings promotion,
      @Nullable String kmsKey,
      CustodyListener listener,
      Clock clock) {
    this.mode = mode;
    this.promotion = promotion;
    this.demands = new IntegrityRequirements(kmsKey);
    this.listener = listener;
    this.clock = clock;
  }

  /** Whether nobody has said the digest yet, so that the bytes are to be read. */
  public boolean isDue(Exchange exchange) {
    if (CustodyExchange.reached(exchange) instanceof Digested) {
      return false;
    }
    Received unused = CustodyExchange.require(exchange, Received.class, "digest.isDue");
    return true;
  }

  /**
   * The request for the received version, no other.
   *
   * @throws IllegalStateException when S3 was to say the digest and was not asked
   */
  public GetObjectRequest request(Exchange exchange) {
    Received received = CustodyExchange.require(exchange, Received.class, "digest.request");
    if (mode.isByServer(received.version().key())) {
      HeadResult unused = CustodyExchange.looked(exchange, received, "digest.request");
    }
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
    // By hand: a pattern would be compiled for every header.
    exchange.getMessage().getHeaders().keySet().removeIf(name -> name.startsWith("CamelAwsS3"));
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
    ObjectAttributes seen = ObjectAttributes.of(response);
    long size = seen.size();
    demands.requireOf(received, seen);
    Long partSize = size > promotion.singleCopyLimit() ? promotion.partSizeFor(size) : null;
    DigestResult result = StreamingDigest.of(stream, size, partSize);
    if (result.size() != size) {
      throw new IOException("S3 announced " + size + " bytes and sent " + result.size());
    }
    requireStored(received, seen, result.sha256());
    return seen.digested(
        received, result.sha256(), result.parts(), clock.instant(), Hasher.WAYBILL, null);
  }

  private static void requireStored(Received received, ObjectAttributes seen, Sha256 computed) {
    if (seen.stored().filter(stored -> !stored.equals(computed.base64())).isPresent()) {
      throw new RejectedException(
          RejectReason.DIGEST_MISMATCH,
          "S3 stores another SHA-256 than the bytes it sent",
          received.version());
    }
  }
}
