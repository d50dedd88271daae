package dev.waybill.digest;

import dev.waybill.model.Digested;
import dev.waybill.model.ObjectAttributes;
import dev.waybill.model.Received;
import dev.waybill.model.RejectedException;
import dev.waybill.record.object.Hasher;
import dev.waybill.record.object.Sha256;
import dev.waybill.settings.PromotionSettings;
import java.time.Clock;
import java.util.Optional;

/** Digest stage for a version whose SHA-256 S3 stores: takes that digest and reads no bytes. */
public final class StoredDigest {
  private final ObjectHeads objects;
  private final PromotionSettings promotion;
  private final IntegrityRequirements requirements;
  private final Clock clock;

  public StoredDigest(
      ObjectHeads objects,
      PromotionSettings promotion,
      IntegrityRequirements requirements,
      Clock clock) {
    this.objects = objects;
    this.promotion = promotion;
    this.requirements = requirements;
    this.clock = clock;
  }

  /**
   * Asks S3 for the attributes of a version and checks them. The result is about the version
   * without the order of its notification when S3 contradicts the notification's time.
   *
   * @throws RejectedException when the version does not meet the requirements
   */
  public HeadResult head(Received received) {
    Optional<ObjectAttributes> attributes = objects.attributes(received.version());
    attributes.ifPresent(it -> requirements.check(received, it));
    return attributes
        .map(it -> new HeadResult(EventTimes.compare(received, it), it))
        .orElseGet(() -> new HeadResult(received, null));
  }

  /** Returns the stage reached with the stored digest; empty when S3 stores none of the whole. */
  public Optional<Digested> find(HeadResult head) {
    return head.within(promotion.singleCopyLimit()).flatMap(it -> find(head.received(), it));
  }

  private Optional<Digested> find(Received received, ObjectAttributes attributes) {
    return attributes
        .storedSha256()
        .map(Sha256::ofBase64)
        .map(
            sha256 ->
                attributes.digested(
                    received, sha256, null, clock.instant(), Hasher.S3_STORED, null));
  }
}
