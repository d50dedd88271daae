package dev.waybill.promotion;

import static dev.waybill.promotion.Versions.A;
import static dev.waybill.promotion.Versions.B;

import dev.waybill.model.Digested;
import dev.waybill.model.Sealed;
import dev.waybill.provenance.InMemorySealing;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.PartDigests;
import dev.waybill.record.object.Sha256;
import dev.waybill.testing.ManualClock;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Versions in a bucket in memory, with records that are really signed. */
abstract class PromotionScenario {
  static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
  static final Destination AT = new Destination("raw", "processed/k");
  static final PartDigests PARTS = new PartDigests(2, List.of(A, B));

  final ManualClock clock = new ManualClock(NOON);
  final InMemorySealing sealing = new InMemorySealing(clock);
  final InMemoryBucket bucket = new InMemoryBucket();
  final Promotion promotion = new Promotion(bucket, bucket, sealing.records(), Versions.RAW, clock);

  /** Puts another unsealed object at the destination before each of the next copies. */
  void changeBeforeCopies(int count) {
    for (int change = 0; change < count; change++) {
      String id = "change" + change;
      bucket.beforeNextCopy(() -> promoted(id, new Sha256(("0" + id.charAt(6)).repeat(32))));
    }
  }

  /** Puts a version under {@code incoming/} and seals it; the higher order is the newer version. */
  Sealed arrive(String id, Sha256 content, int order) {
    return arrive(version(id, content, order));
  }

  Sealed arriveInParts(String id, int order) {
    return arrive(Versions.ordered(id, B, PARTS, order));
  }

  Sealed arrive(Digested digested) {
    bucket.put(BucketVersion.source(digested, Map.of()));
    return sealing.seal(digested);
  }

  static Digested version(String id, Sha256 content, int order) {
    return Versions.ordered(id, content, null, order);
  }

  /** Seals a version whose digest S3 computed of a copy. */
  Sealed aheadOf(String id, Sha256 content) {
    promoted("ahead", content);
    return sealing.seal(Versions.ahead(version(id, content, 1), placed("ahead")));
  }

  /** Puts an object on top at the destination. */
  void promoted(String id, Sha256 content) {
    bucket.put(stored(id, content, Versions.appearance("text/plain", "note")));
  }

  static BucketVersion stored(String id, Sha256 content, Appearance appearance) {
    return new BucketVersion(
        placed(id), content, null, BucketVersion.eTagOf(content, null), appearance);
  }

  static ObjectVersion placed(String id) {
    return new ObjectVersion(AT.bucket(), AT.key(), id);
  }

  Sha256 onTop() {
    return bucket.current(AT.key()).orElseThrow().content();
  }
}
