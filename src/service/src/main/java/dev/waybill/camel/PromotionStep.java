package dev.waybill.camel;

import dev.waybill.aws.PartCopy;
import dev.waybill.aws.RawObjects;
import dev.waybill.aws.S3Failure;
import dev.waybill.model.Copied;
import dev.waybill.model.CustodyListener;
import dev.waybill.model.Digested;
import dev.waybill.model.Purpose;
import dev.waybill.model.Sealed;
import dev.waybill.model.Superseded;
import dev.waybill.promotion.Appearance;
import dev.waybill.promotion.CopyJudge;
import dev.waybill.promotion.Destination;
import dev.waybill.promotion.Occupant;
import dev.waybill.promotion.Precedence;
import dev.waybill.promotion.Precedence.Decision;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.settings.RawSettings;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The bean {@code promotion}: asks for copies, judges them, and says when the source may go. */
public final class PromotionStep {
  private static final int CONTESTS = 5;

  private final S3Client s3;
  private final RawObjects objects;
  private final SealedRecords records;
  private final PartCopy partCopy;
  private final NewestVersionRestorer newest;
  private final SourceRemoval removal;
  private final RawSettings raw;
  private final CustodyListener listener;
  private final Clock clock;

  public PromotionStep(
      S3Client s3,
      RawObjects objects,
      SealedRecords records,
      PartCopy partCopy,
      RawSettings raw,
      CustodyListener listener,
      Clock clock) {
    this.s3 = s3;
    this.objects = objects;
    this.records = records;
    this.partCopy = partCopy;
    this.newest = new NewestVersionRestorer(s3, objects, records);
    this.removal = new SourceRemoval(objects);
    this.raw = raw;
    this.listener = listener;
    this.clock = clock;
  }

  /** Whether the sealed object is a canary, which stays where it is. */
  public boolean isCanary(Exchange exchange) {
    return sealed(exchange, "promotion.isCanary").digested().received().purpose() == Purpose.CANARY;
  }

  /** Whether the copy is there already, because S3 said the digest by it. */
  public boolean isCopied(Exchange exchange) {
    return sealed(exchange, "promotion.isCopied").digested().copy() != null;
  }

  /**
   * Now that it is sealed, the copy made ahead is the promoted one, if it still has the place. A
   * version that contended for the place before this one was sealed did not know how old it is.
   */
  public void keep(Exchange exchange) {
    Sealed sealed = sealed(exchange, "promotion.keep");
    ObjectVersion copy = sealed.digested().copy();
    if (copy == null) {
      throw new IllegalStateException("the step promotion.keep needs a copy made ahead");
    }
    if (objects.isInPlace(copy)) {
      reach(
          exchange, copied(sealed, copy.versionId(), "S3's SHA-256 of the copy is sealed", false));
    } else {
      contest(exchange);
    }
  }

  /** Whether the object is too large for one copy. */
  public boolean needsParts(Exchange exchange) {
    return sealed(exchange, "promotion.needsParts").digested().parts() != null;
  }

  /** The request for a copy of the sealed version, if nothing is at its destination. */
  public CopyObjectRequest copyRequest(Exchange exchange) {
    Sealed sealed = sealed(exchange, "promotion.copyRequest");
    return CopyRequests.of(sealed.digested(), destination(sealed), null);
  }

  /** Holds the answer to the copy against what was sealed. */
  public void judge(Exchange exchange) {
    Sealed sealed = sealed(exchange, "promotion.judge");
    if (!(exchange.getMessage().getBody() instanceof CopyObjectResponse answer)) {
      throw new IllegalStateException("the step promotion.judge needs the answer to a copy");
    }
    reach(exchange, judged(sealed, answer));
  }

  private Copied judged(Sealed sealed, CopyObjectResponse answer) {
    String verified =
        CopyJudge.judge(sealed.digested(), answer.copyObjectResult().checksumSHA256());
    return copied(sealed, answer.versionId(), verified, false);
  }

  /** Copies part by part, after a look whether the destination is free: parts are expensive. */
  public void copyInParts(Exchange exchange) {
    Sealed sealed = sealed(exchange, "promotion.copyInParts");
    if (objects.occupant(destination(sealed)).isPresent()) {
      contest(exchange);
      return;
    }
    try {
      reach(exchange, inParts(sealed, null));
    } catch (S3Exception e) {
      if (!S3Failure.isContest(e)) {
        throw e;
      }
      contest(exchange);
    }
  }

  private Copied inParts(Sealed sealed, @Nullable String replaced) {
    Digested ours = sealed.digested();
    CompleteMultipartUploadResponse answer = partCopy.copy(ours, destination(sealed), replaced);
    String verified = CopyJudge.judge(ours, answer.checksumSHA256());
    return copied(sealed, answer.versionId(), verified, false);
  }

  /** The destination is occupied: the newer version gets, or keeps, the place. */
  public void contest(Exchange exchange) {
    Sealed sealed = sealed(exchange, "promotion.contest");
    // Judged here: a condition of doCatch does not see the failure when it is a bean.
    S3Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, S3Exception.class);
    if (failure != null && !S3Failure.isContest(failure)) {
      throw failure;
    }
    for (int attempt = 0; attempt < CONTESTS; attempt++) {
      if (settled(exchange, sealed)) {
        newest.restore(sealed.version(), destination(sealed));
        return;
      }
    }
    throw new IllegalStateException("the destination kept changing; a later delivery decides");
  }

  /** One attempt; false when the destination changed under it. */
  private boolean settled(Exchange exchange, Sealed sealed) {
    Optional<Occupant> occupant = objects.occupant(destination(sealed));
    Decision decision = occupant.map(it -> decide(sealed, it)).orElse(Decision.REPLACE);
    if (decision != Decision.REPLACE) {
      giveWay(exchange, sealed, occupant.orElseThrow(), decision);
      return true;
    }
    try {
      reach(exchange, copyOver(sealed, occupant.map(Occupant::eTag).orElse(null)));
      return true;
    } catch (S3Exception e) {
      if (S3Failure.isContest(e)) {
        return false;
      }
      throw e;
    }
  }

  private Decision decide(Sealed sealed, Occupant occupant) {
    Digested ours = sealed.digested();
    ObjectVersion from = ours.version();
    Appearance appearance =
        new Appearance(
            ours.headers(),
            ours.metadata(),
            objects.tags(from.bucket(), from.key(), from.versionId()),
            ours.encryption().kmsKeyId());
    return Precedence.decide(
        ours, appearance, CopyJudge.expected(ours), occupant, records.rivals(from));
  }

  private void giveWay(Exchange exchange, Sealed sealed, Occupant occupant, Decision decision) {
    if (decision == Decision.ALREADY_THERE) {
      reach(exchange, copied(sealed, occupant.versionId(), "an equal copy was there", true));
    } else {
      exchange.getMessage().setBody(new Superseded(sealed));
    }
  }

  private Copied copyOver(Sealed sealed, @Nullable String replaced) {
    if (sealed.digested().parts() != null) {
      return inParts(sealed, replaced);
    }
    return judged(
        sealed, s3.copyObject(CopyRequests.of(sealed.digested(), destination(sealed), replaced)));
  }

  /** Whether a newer version has the place, so that this one stays where it is. */
  public boolean isSuperseded(Exchange exchange) {
    return exchange.getMessage().getBody() instanceof Superseded;
  }

  /** The request to delete the source: the version that was copied, no other. */
  public DeleteObjectRequest deleteRequest(Exchange exchange) {
    return removal.of(CustodyExchange.require(exchange, Copied.class, "promotion.deleteRequest"));
  }

  private void reach(Exchange exchange, Copied copied) {
    CustodyExchange.reach(exchange, copied);
    exchange.getMessage().setBody(null);
    listener.reached(copied);
  }

  private Copied copied(
      Sealed sealed, @Nullable String versionId, String verified, boolean repeated) {
    Destination to = destination(sealed);
    String id = Objects.requireNonNullElse(versionId, ObjectVersion.NULL_VERSION);
    ObjectVersion at = new ObjectVersion(to.bucket(), to.key(), id);
    return new Copied(sealed, at, verified, clock.instant(), repeated);
  }

  private Destination destination(Sealed sealed) {
    return Destination.of(sealed.version(), raw);
  }

  private static Sealed sealed(Exchange exchange, String step) {
    return CustodyExchange.require(exchange, Sealed.class, step);
  }
}
