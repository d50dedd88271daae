package dev.waybill.promotion;

import static dev.waybill.promotion.Versions.A;
import static dev.waybill.promotion.Versions.B;
import static dev.waybill.promotion.Versions.C;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.model.Digested;
import dev.waybill.provenance.InMemorySealing;
import dev.waybill.record.object.PartDigests;
import dev.waybill.record.object.Sha256;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/**
 * Several workers that promote versions of one key at the same time, each version once or twice.
 * There are few contents, so that versions often have the same bytes and therefore the same eTag.
 */
final class ConcurrentPromotionPropertyTest {
  private static final String KEY = "processed/k";

  @Provide
  Arbitrary<List<Sha256>> contents() {
    return Arbitraries.of(A, A, B, B, C).list().ofMinSize(3).ofMaxSize(4);
  }

  @Property(tries = 1000)
  @Tag("heavy")
  void newestVersionIsOnTopAndNoBytesAreLost(
      @ForAll("contents") List<Sha256> contents, @ForAll Random order) {
    List<Digested> versions = versions(contents);
    InMemoryBucket bucket = promoted(versions, order);

    assertThat(bucket.current(KEY).orElseThrow().content())
        .isEqualTo(contents.get(contents.size() - 1));
    assertThat(bucket.current("incoming/k")).as("nothing shows as waiting").isEmpty();
    assertThat(versions)
        .allMatch(it -> bucket.find(it.version()).isPresent() || hasCopy(bucket, it));
  }

  private static boolean hasCopy(InMemoryBucket bucket, Digested version) {
    return bucket
        .withChecksum(new Destination("raw", KEY), CopyJudge.expected(version), null)
        .isPresent();
  }

  /** Returns the bucket after one or two deliveries of each version have ended. */
  private static InMemoryBucket promoted(List<Digested> versions, Random order) {
    InMemoryBucket bucket = new InMemoryBucket();
    InMemorySealing sealing = new InMemorySealing(Clock.systemUTC());
    TurnTaker turns = new TurnTaker();
    bucket.beforeEachCall(turns::nextTurn);
    PromotionWorker worker =
        new PromotionWorker(
            sealing,
            bucket,
            new Promotion(bucket, bucket, sealing.records(), Versions.RAW, Clock.systemUTC()));
    List<Runnable> deliveries = new ArrayList<>();
    for (Digested version : versions) {
      bucket.put(BucketVersion.source(version, Map.of()));
      Collections.nCopies(1 + order.nextInt(2), version)
          .forEach(it -> deliveries.add(() -> worker.deliver(it)));
    }
    turns.run(deliveries, order);
    return bucket;
  }

  /** Returns versions of the contents, each newer than the one before it. */
  private static List<Digested> versions(List<Sha256> contents) {
    List<Digested> versions = new ArrayList<>();
    for (int at = 0; at < contents.size(); at++) {
      versions.add(Versions.ordered("v" + at, contents.get(at), partsOf(contents.get(at)), at));
    }
    return versions;
  }

  /** One of the contents is too large for a copy in one request. */
  private static PartDigests partsOf(Sha256 content) {
    return content.equals(C) ? new PartDigests(2, List.of(A, B)) : null;
  }
}
