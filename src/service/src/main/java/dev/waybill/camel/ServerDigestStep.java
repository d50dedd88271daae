package dev.waybill.camel;

import dev.waybill.aws.ObjectRequests;
import dev.waybill.aws.ObjectResponses;
import dev.waybill.aws.S3Failure;
import dev.waybill.custody.order.CustodyStep;
import dev.waybill.digest.HeadResult;
import dev.waybill.digest.StoredDigest;
import dev.waybill.model.CustodyListener;
import dev.waybill.model.Digested;
import dev.waybill.model.Received;
import dev.waybill.promotion.CopyAhead;
import dev.waybill.settings.DigestModes;
import org.apache.camel.Exchange;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Bean {@code serverDigest}: takes a version's digest from S3 and reads none of its bytes. A
 * version whose digest S3 does not state is left to the bean {@code digest}, which reads it.
 */
public final class ServerDigestStep {
  private final DigestModes modes;
  private final StoredDigest stored;
  private final CopyAhead ahead;
  private final CustodyListener listener;

  public ServerDigestStep(
      DigestModes modes, StoredDigest stored, CopyAhead ahead, CustodyListener listener) {
    this.modes = modes;
    this.stored = stored;
    this.ahead = ahead;
    this.listener = listener;
  }

  /**
   * Returns true when S3 is to state the digest of the received version. The bytes of what was
   * there before are always read, because their age is a reason to look at them.
   */
  @CustodyStep(needs = Received.class)
  public boolean applies(Exchange exchange) {
    Received received = received(exchange, "applies");
    return modes.isByServer(received.version().bucket(), received.version().key())
        && !received.purpose().isBackfill();
  }

  /**
   * Requests the version's attributes; when S3 stores a SHA-256 of the whole object, that is the
   * digest.
   */
  @CustodyStep(
      needs = Received.class,
      reaches = {Received.class, Digested.class})
  public void head(Exchange exchange) {
    Received received = received(exchange, "head");
    HeadResult head = stored.head(received);
    if (!head.received().equals(received)) {
      listener.orderIgnored(head.received());
      CustodyExchange.reach(exchange, head.received());
    }
    CustodyExchange.setHeadResult(exchange, head);
    stored.find(head).ifPresent(digested -> reach(exchange, digested));
  }

  /** Returns true when the digest is not known yet and S3 can compute it by copying. */
  @CustodyStep(
      needs = {Received.class, Digested.class},
      whenTrue = Received.class)
  public boolean needsCopy(Exchange exchange) {
    return !(CustodyExchange.reached(exchange) instanceof Digested)
        && ahead.isPossible(headResult(exchange, "needsCopy"));
  }

  /** Returns the request for the copy that becomes the promoted one when its digest is sealed. */
  @CustodyStep(needs = Received.class)
  public CopyObjectRequest copyRequest(Exchange exchange) {
    return ObjectRequests.copy(ahead.plan(headResult(exchange, "copyRequest")));
  }

  /** Takes the digest from S3's response to the copy. */
  @CustodyStep(
      needs = Received.class,
      needsBody = CopyObjectResponse.class,
      reaches = Digested.class,
      gives = Void.class)
  public void acceptDigest(Exchange exchange) {
    HeadResult head = headResult(exchange, "acceptDigest");
    if (!(exchange.getMessage().getBody() instanceof CopyObjectResponse response)) {
      throw new IllegalStateException(
          "the step serverDigest.acceptDigest needs S3's response to a copy");
    }
    exchange.getMessage().setBody(null);
    reach(exchange, ahead.digested(head, ObjectResponses.copyResult(response)));
  }

  /**
   * Accepts that the destination is occupied: the version is read instead, because precedence can
   * be decided only between sealed versions.
   */
  @CustodyStep(needs = Received.class, gives = Void.class)
  public void occupied(Exchange exchange) {
    HeadResult unused = headResult(exchange, "occupied");
    // Tested here, because a bean used as doCatch's onWhen does not see the exception.
    S3Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, S3Exception.class);
    if (failure == null) {
      throw new IllegalStateException("the step serverDigest.occupied needs a copy that failed");
    }
    if (!S3Failure.isConflict(failure)) {
      throw failure;
    }
    exchange.getMessage().setBody(null);
  }

  private void reach(Exchange exchange, Digested digested) {
    CustodyExchange.reach(exchange, digested);
    listener.reached(digested);
  }

  private static HeadResult headResult(Exchange exchange, String method) {
    return CustodyExchange.headResult(
        exchange, received(exchange, method), "serverDigest." + method);
  }

  private static Received received(Exchange exchange, String method) {
    return CustodyExchange.require(exchange, Received.class, "serverDigest." + method);
  }
}
