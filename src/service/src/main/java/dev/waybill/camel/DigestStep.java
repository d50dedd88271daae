package dev.waybill.camel;

import dev.waybill.aws.ObjectRequests;
import dev.waybill.aws.ObjectResponses;
import dev.waybill.aws.S3Failure;
import dev.waybill.custody.order.CustodyStep;
import dev.waybill.digest.ChecksumMismatchException;
import dev.waybill.digest.HeadResult;
import dev.waybill.digest.ObjectHasher;
import dev.waybill.model.CustodyListener;
import dev.waybill.model.Digested;
import dev.waybill.model.ObjectAttributes;
import dev.waybill.model.Received;
import dev.waybill.settings.DigestModes;
import java.io.IOException;
import java.io.InputStream;
import org.apache.camel.Exchange;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Bean {@code digest}: requests one version and hashes its bytes as they stream in. */
public final class DigestStep {
  private final DigestModes modes;
  private final ObjectHasher hasher;
  private final CustodyListener listener;

  public DigestStep(DigestModes modes, ObjectHasher hasher, CustodyListener listener) {
    this.modes = modes;
    this.hasher = hasher;
    this.listener = listener;
  }

  /** Returns true when the digest is not known yet, so that the bytes must be read. */
  @CustodyStep(
      needs = {Received.class, Digested.class},
      whenTrue = Received.class,
      whenFalse = Digested.class)
  public boolean isDue(Exchange exchange) {
    if (CustodyExchange.reached(exchange) instanceof Digested) {
      return false;
    }
    Received unused = CustodyExchange.require(exchange, Received.class, "digest.isDue");
    return true;
  }

  /**
   * Returns the request for the received version.
   *
   * @throws IllegalStateException when S3 is to state the digest and was not asked before
   */
  @CustodyStep(needs = Received.class)
  public GetObjectRequest request(Exchange exchange) {
    Received received = CustodyExchange.require(exchange, Received.class, "digest.request");
    if (modes.isByServer(received.version().bucket(), received.version().key())
        && !received.purpose().isBackfill()) {
      HeadResult unused = CustodyExchange.headResult(exchange, received, "digest.request");
    }
    return ObjectRequests.get(received.version());
  }

  /** Hashes the response's stream directly after the step that opened it, and closes the stream. */
  @CustodyStep(
      needs = Received.class,
      needsBody = ResponseInputStream.class,
      reaches = Digested.class,
      gives = Void.class)
  public void hash(Exchange exchange) throws IOException {
    Received received = CustodyExchange.require(exchange, Received.class, "digest.hash");
    if (!(exchange.getMessage().getBody() instanceof ResponseInputStream<?> stream)
        || !(stream.response() instanceof GetObjectResponse response)) {
      throw new IllegalStateException("the step digest.hash needs S3's response to a GetObject");
    }
    // The stream is consumed here: no later step may find it in the body.
    exchange.getMessage().setBody(null);
    // Not removeHeaders("CamelAwsS3*"), which compiles a pattern for every header.
    exchange.getMessage().getHeaders().keySet().removeIf(name -> name.startsWith("CamelAwsS3"));
    try (stream) {
      hash(exchange, received, response, stream);
    }
  }

  private Digested hash(Received received, GetObjectResponse response, InputStream stream)
      throws IOException {
    ObjectAttributes attributes = ObjectResponses.attributes(response);
    return received.purpose().isBackfill()
        ? hasher.hash(received, attributes, ObjectResponses.uploadChecksum(response), stream)
        : hasher.hash(received, attributes, stream);
  }

  /** Aborts a stream that is not read to its end, because closing it would read the rest. */
  private void hash(
      Exchange exchange,
      Received received,
      GetObjectResponse response,
      ResponseInputStream<?> stream)
      throws IOException {
    try {
      Digested digested = hash(received, response, stream);
      if (!digested.received().equals(received)) {
        listener.orderIgnored(digested.received());
      }
      CustodyExchange.reach(exchange, digested);
      listener.reached(digested);
    } catch (SdkClientException e) {
      stream.abort();
      if (S3Failure.isChecksumMismatch(e)) {
        throw new ChecksumMismatchException(e);
      }
      throw e;
    } catch (IOException | RuntimeException e) {
      stream.abort();
      throw e;
    }
  }
}
