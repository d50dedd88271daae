package dev.waybill.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.model.AlreadyDone;
import dev.waybill.model.Copied;
import dev.waybill.model.Digested;
import dev.waybill.model.Sealed;
import dev.waybill.provenance.InMemorySealing;
import java.util.Optional;

/** Worker that takes one delivery of a version through the steps of the route 30-promote. */
final class PromotionWorker {
  private static final int MAX_DELIVERIES = 50;

  private final InMemorySealing sealing;
  private final InMemoryBucket bucket;
  private final Promotion promotion;
  private final SourceRemoval removal;
  private final GoneVersions gone;

  PromotionWorker(InMemorySealing sealing, InMemoryBucket bucket, Promotion promotion) {
    this.sealing = sealing;
    this.bucket = bucket;
    this.promotion = promotion;
    this.removal = new SourceRemoval(bucket);
    this.gone = new GoneVersions(sealing.records(), bucket, Versions.RAW, sealing.log());
  }

  /** Delivers a version until its custody ends. */
  void deliver(Digested digested) {
    for (int delivery = 0; delivery < MAX_DELIVERIES; delivery++) {
      if (bucket.find(digested.version()).isEmpty()) {
        assertThat(gone.outcome(digested.received())).isInstanceOf(AlreadyDone.class);
        return;
      }
      if (isEnded(digested)) {
        return;
      }
    }
    throw new AssertionError("not done after " + MAX_DELIVERIES + " deliveries");
  }

  private boolean isEnded(Digested digested) {
    try {
      promote(sealing.seal(digested)).map(removal::source).ifPresent(bucket::delete);
      return true;
    } catch (SourceGoneException | IllegalStateException retried) {
      return false;
    }
  }

  /** Returns the copy; empty when the version is superseded. */
  private Optional<Copied> promote(Sealed sealed) {
    Optional<Copied> copied =
        sealed.digested().parts() == null
            ? bucket.copy(promotion.plan(sealed)).map(result -> promotion.judge(sealed, result))
            : promotion.copyInParts(sealed);
    if (copied.isEmpty()) {
      copied = promotion.contest(sealed);
      promotion.restoreNewest(sealed);
      copied.ifPresentOrElse(
          unused -> promotion.prepareRemoval(sealed), () -> promotion.superseded(sealed));
    }
    return copied;
  }
}
