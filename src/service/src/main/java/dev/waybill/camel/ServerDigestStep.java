package dev.waybill.camel;

import dev.waybill.aws.RawObjects;
import dev.waybill.aws.S3Failure;
import dev.waybill.model.CustodyListener;
import dev.waybill.model.Digested;
import dev.waybill.model.Received;
import dev.waybill.promotion.Destination;
import dev.waybill.record.object.Hasher;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import dev.waybill.settings.Settings;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The bean {@code serverDigest}: has S3 say the digest of a version, and reads nothing of it. What
 * S3 cannot say is left to the bean {@code digest}, which reads.
 */
public final class ServerDigestStep {
  private final Settings settings;
  private final RawObjects objects;
  private final IntegrityRequirements demands;
  private final CustodyListener listener;
  private final Clock clock;

  /**
   * @param kmsKey the id or ARN of the key that objects must be encrypted under; null for any or
   *     none
   */
  public ServerDigestStep(
      Settings settings,
      RawObjects objects,
      @Nullable String kmsKey,
      CustodyListener listener,
      Clock clock) {
    this.settings = settings;
    this.objects = objects;
    this.demands = new IntegrityRequirements(kmsKey);
    this.listener = listener;
    this.clock = clock;
  }

  /** Whether S3 is to say the digest of the received version. */
  public boolean applies(Exchange exchange) {
    return settings.digest().isByServer(received(exchange, "applies").version().key());
  }

  /** Asks about the version; where S3 stores a SHA-256 of the whole of it, that is the digest. */
  public void look(Exchange exchange) {
    Received received = received(exchange, "look");
    Optional<ObjectAttributes> seen = seen(received.version());
    seen.ifPresent(it -> demands.requireOf(received, it));
    HeadResult looked = new HeadResult(received, seen.orElse(null));
    CustodyExchange.look(exchange, looked);
    looked
        .within(settings.promotion().singleCopyLimit())
        .flatMap(ObjectAttributes::stored)
        .map(Sha256::ofBase64)
        .ifPresent(stored -> reach(exchange, looked, stored, Hasher.S3_STORED, null));
  }

  /** A refusal to look has no body to say why; the read that follows it has one. */
  private Optional<ObjectAttributes> seen(ObjectVersion version) {
    try {
      return objects
          .head(version.bucket(), version.key(), version.versionId())
          .map(ObjectAttributes::of);
    } catch (S3Exception e) {
      if (e.statusCode() == 400 || e.statusCode() == 403) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Whether S3 has yet to compute the digest, which it does of a copy, and there is to be one. */
  public boolean needsCopy(Exchange exchange) {
    if (CustodyExchange.reached(exchange) instanceof Digested) {
      return false;
    }
    HeadResult looked = looked(exchange, "needsCopy");
    return looked.isToBeCopied()
        && looked.within(settings.promotion().singleCopyLimit()).isPresent();
  }

  /** The request for the copy that the version is promoted by once its digest is sealed. */
  public CopyObjectRequest copyRequest(Exchange exchange) {
    HeadResult looked = looked(exchange, "copyRequest");
    return CopyRequests.ahead(looked.received().version(), seen(looked), destination(looked));
  }

  /** Takes the digest from S3's answer to the copy. */
  public void take(Exchange exchange) {
    HeadResult looked = looked(exchange, "take");
    if (!(exchange.getMessage().getBody() instanceof CopyObjectResponse answer)) {
      throw new IllegalStateException("the step serverDigest.take needs the answer to a copy");
    }
    exchange.getMessage().setBody(null);
    Destination to = destination(looked);
    String id = Objects.requireNonNullElse(answer.versionId(), ObjectVersion.NULL_VERSION);
    ObjectVersion copy = new ObjectVersion(to.bucket(), to.key(), id);
    reach(exchange, looked, computed(answer), Hasher.S3_COPY, copy);
  }

  private static Sha256 computed(CopyObjectResponse answer) {
    String checksum = answer.copyObjectResult().checksumSHA256();
    if (checksum == null || "COMPOSITE".equals(answer.copyObjectResult().checksumTypeAsString())) {
      throw new IllegalStateException("S3 reported no SHA-256 of the whole copy");
    }
    return Sha256.ofBase64(checksum);
  }

  /** Something is at the destination: whose the place is can be told only of what is sealed. */
  public void occupied(Exchange exchange) {
    HeadResult unused = looked(exchange, "occupied");
    // Judged here: a condition of doCatch does not see the failure when it is a bean.
    S3Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, S3Exception.class);
    if (failure == null) {
      throw new IllegalStateException("the step serverDigest.occupied needs a copy that failed");
    }
    if (!S3Failure.isContest(failure)) {
      throw failure;
    }
    exchange.getMessage().setBody(null);
  }

  private void reach(
      Exchange exchange,
      HeadResult looked,
      Sha256 sha256,
      Hasher hasher,
      @Nullable ObjectVersion copy) {
    Digested digested =
        seen(looked).digested(looked.received(), sha256, null, clock.instant(), hasher, copy);
    CustodyExchange.reach(exchange, digested);
    listener.reached(digested);
  }

  private Destination destination(HeadResult looked) {
    return Destination.of(looked.received().version(), settings.raw());
  }

  private static ObjectAttributes seen(HeadResult looked) {
    ObjectAttributes seen = looked.seen();
    if (seen == null) {
      throw new IllegalStateException("S3 refused to tell of the object, so it must be read");
    }
    return seen;
  }

  private static HeadResult looked(Exchange exchange, String method) {
    return CustodyExchange.looked(exchange, received(exchange, method), "serverDigest." + method);
  }

  private static Received received(Exchange exchange, String method) {
    return CustodyExchange.require(exchange, Received.class, "serverDigest." + method);
  }
}
