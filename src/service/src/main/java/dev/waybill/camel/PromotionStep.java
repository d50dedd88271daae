package dev.waybill.camel;

import dev.waybill.aws.ObjectRequests;
import dev.waybill.aws.ObjectResponses;
import dev.waybill.aws.S3Failure;
import dev.waybill.custody.order.CustodyStep;
import dev.waybill.model.Copied;
import dev.waybill.model.CustodyListener;
import dev.waybill.model.Purpose;
import dev.waybill.model.Sealed;
import dev.waybill.model.Superseded;
import dev.waybill.promotion.Promotion;
import dev.waybill.promotion.SourceRemoval;
import java.util.Optional;
import org.apache.camel.Exchange;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Bean {@code promotion}: requests and judges the copy, and releases the source for deletion. */
public final class PromotionStep {
  private final Promotion promotion;
  private final SourceRemoval removal;
  private final CustodyListener listener;

  public PromotionStep(Promotion promotion, SourceRemoval removal, CustodyListener listener) {
    this.promotion = promotion;
    this.removal = removal;
    this.listener = listener;
  }

  /** Returns true for a sealed canary, which is not promoted. */
  @CustodyStep(needs = Sealed.class)
  public boolean isCanary(Exchange exchange) {
    return sealed(exchange, "promotion.isCanary").received().purpose() == Purpose.CANARY;
  }

  /** Returns true when the copy was already made, because S3 computed the digest by copying. */
  @CustodyStep(needs = Sealed.class)
  public boolean isCopied(Exchange exchange) {
    return sealed(exchange, "promotion.isCopied").digested().copy() != null;
  }

  /** Accepts the copy that was made before the version was sealed, or contends for the place. */
  @CustodyStep(
      needs = Sealed.class,
      reaches = Copied.class,
      gives = Void.class,
      orGives = Superseded.class)
  public void keep(Exchange exchange) {
    reachOrContest(exchange, promotion.keep(sealed(exchange, "promotion.keep")));
  }

  /** Returns true when the object is too large for a copy in one request. */
  @CustodyStep(needs = Sealed.class)
  public boolean needsParts(Exchange exchange) {
    return sealed(exchange, "promotion.needsParts").digested().parts() != null;
  }

  /** Returns the request to copy the sealed version, if nothing is at its destination. */
  @CustodyStep(needs = Sealed.class)
  public CopyObjectRequest copyRequest(Exchange exchange) {
    return ObjectRequests.copy(promotion.plan(sealed(exchange, "promotion.copyRequest")));
  }

  /** Compares S3's response to the copy with the sealed digest. */
  @CustodyStep(
      needs = Sealed.class,
      needsBody = CopyObjectResponse.class,
      reaches = Copied.class,
      gives = Void.class)
  public void judge(Exchange exchange) {
    Sealed sealed = sealed(exchange, "promotion.judge");
    if (!(exchange.getMessage().getBody() instanceof CopyObjectResponse response)) {
      throw new IllegalStateException("the step promotion.judge needs S3's response to a copy");
    }
    reach(exchange, promotion.judge(sealed, ObjectResponses.copyResult(response)));
  }

  /** Copies a large object part by part, or contends for the place if it is occupied. */
  @CustodyStep(
      needs = Sealed.class,
      reaches = Copied.class,
      gives = Void.class,
      orGives = Superseded.class)
  public void copyInParts(Exchange exchange) {
    reachOrContest(exchange, promotion.copyInParts(sealed(exchange, "promotion.copyInParts")));
  }

  private void reachOrContest(Exchange exchange, Optional<Copied> copied) {
    if (copied.isPresent()) {
      reach(exchange, copied.get());
    } else {
      contest(exchange);
    }
  }

  /** Contends for an occupied destination: the newer version gets, or keeps, the place. */
  @CustodyStep(
      needs = Sealed.class,
      reaches = Copied.class,
      gives = Void.class,
      orGives = Superseded.class)
  public void contest(Exchange exchange) {
    Sealed sealed = sealed(exchange, "promotion.contest");
    // Tested here, because a bean used as doCatch's onWhen does not see the exception.
    S3Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, S3Exception.class);
    if (failure != null && !S3Failure.isConflict(failure)) {
      throw failure;
    }
    Optional<Copied> copied = promotion.contest(sealed);
    promotion.restoreNewest(sealed);
    if (copied.isPresent()) {
      promotion.prepareRemoval(sealed);
      reach(exchange, copied.get());
    } else {
      exchange.getMessage().setBody(promotion.superseded(sealed));
    }
  }

  /** Returns true when a newer version has the place, so that this one is not promoted. */
  @CustodyStep(whenTrueBody = Superseded.class)
  public boolean isSuperseded(Exchange exchange) {
    return exchange.getMessage().getBody() instanceof Superseded;
  }

  /** Returns the request to delete the source: exactly the version that was copied. */
  @CustodyStep(needs = Copied.class)
  public DeleteObjectRequest deleteRequest(Exchange exchange) {
    return ObjectRequests.delete(
        removal.source(CustodyExchange.require(exchange, Copied.class, "promotion.deleteRequest")));
  }

  private void reach(Exchange exchange, Copied copied) {
    CustodyExchange.reach(exchange, copied);
    exchange.getMessage().setBody(null);
    listener.reached(copied);
  }

  private static Sealed sealed(Exchange exchange, String step) {
    return CustodyExchange.require(exchange, Sealed.class, step);
  }
}
