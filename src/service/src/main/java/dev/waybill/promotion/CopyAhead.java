package dev.waybill.promotion;

import dev.waybill.digest.HeadResult;
import dev.waybill.model.Digested;
import dev.waybill.record.object.Hasher;
import dev.waybill.record.object.Sha256;
import dev.waybill.settings.CustodyScopes;
import dev.waybill.settings.PromotionSettings;
import java.time.Clock;

/**
 * Copy that is made before its version is sealed, because S3 computes the digest by copying. The
 * copy counts as the promoted one only after the digest is sealed.
 */
public final class CopyAhead {
  private final PromotionSettings promotion;
  private final CustodyScopes scopes;
  private final Clock clock;

  public CopyAhead(PromotionSettings promotion, CustodyScopes scopes, Clock clock) {
    this.promotion = promotion;
    this.scopes = scopes;
    this.clock = clock;
  }

  /** Returns true for a version that is promoted and that one request can copy. */
  public boolean isPossible(HeadResult head) {
    return head.isToBeCopied() && head.within(promotion.singleCopyLimit()).isPresent();
  }

  /** Returns the plan of the copy, on the condition that nothing is at the destination. */
  public CopyPlan plan(HeadResult head) {
    return CopyPlan.ahead(
            head.received().version(),
            head.requireAttributes(),
            Destination.of(head.received().version(), scopes))
        .retainedBy(scopes);
  }

  /**
   * Returns the stage reached with the digest that S3 computed of the copy.
   *
   * @throws IllegalStateException when S3 reported no SHA-256 of the whole copy
   */
  public Digested digested(HeadResult head, CopyResult result) {
    VerifiedCopy copy = CopyJudge.judge(plan(head), result);
    return head.requireAttributes()
        .digested(
            head.received(),
            Sha256.ofBase64(copy.checksum()),
            null,
            clock.instant(),
            Hasher.S3_COPY,
            copy.version());
  }
}
