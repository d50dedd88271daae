package dev.waybill.promotion;

import static dev.waybill.promotion.Versions.A;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.digest.HeadResult;
import dev.waybill.model.Digested;
import dev.waybill.model.ObjectAttributes;
import dev.waybill.model.Received;
import dev.waybill.record.object.Encryption;
import dev.waybill.record.object.Hasher;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.settings.PromotionSettings;
import dev.waybill.testing.ManualClock;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Copies that are made before their version is sealed. */
final class CopyAheadTest {
  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
  private static final long LIMIT = 100;

  private final CopyAhead ahead =
      new CopyAhead(new PromotionSettings(LIMIT, 10, 1), Versions.RAW, new ManualClock(NOON));

  private final Received received = Versions.digested("v1", A, null).received();
  private final Received canary = Versions.canary(Versions.digested("v1", A, null)).received();

  @Test
  void isPossibleUpToTheLimitOfOneCopy() {
    assertThat(ahead.isPossible(head(received, LIMIT))).isTrue();
    assertThat(ahead.isPossible(head(received, LIMIT + 1))).isFalse();
  }

  @Test
  void isImpossibleForCanaryAndWithoutAttributes() {
    assertThat(ahead.isPossible(head(canary, 3))).isFalse();
    assertThat(ahead.isPossible(new HeadResult(received, null))).isFalse();
  }

  @Test
  void plansCopyToAFreeDestinationWithoutAnExpectedDigest() {
    assertThat(ahead.plan(head(received, 3)))
        .isEqualTo(
            new CopyPlan(
                received.version(),
                "tag",
                3,
                encryption(),
                Map.of("content-type", "text/csv"),
                Map.of("note", "one"),
                null,
                null,
                new Destination("raw", "processed/k"),
                null));
  }

  @Test
  void digestIsTheOneThatS3ComputedOfTheCopy() {
    Digested digested =
        ahead.digested(head(received, 3), new CopyResult("copy", A.base64(), false));

    assertThat(digested)
        .isEqualTo(
            new Digested(
                received,
                A,
                null,
                3,
                "tag",
                null,
                encryption(),
                Map.of("content-type", "text/csv"),
                Map.of("note", "one"),
                2,
                Instant.EPOCH,
                NOON,
                Hasher.S3_COPY,
                new ObjectVersion("raw", "processed/k", "copy")));
  }

  @Test
  void failsWithoutDigestOfTheWholeCopy() {
    HeadResult head = head(received, 3);

    assertThatThrownBy(() -> ahead.digested(head, new CopyResult("copy", null, false)))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> ahead.digested(head, new CopyResult("copy", A.base64(), true)))
        .isInstanceOf(IllegalStateException.class);
  }

  private static HeadResult head(Received received, long size) {
    return new HeadResult(
        received,
        new ObjectAttributes(
            size,
            "tag",
            null,
            null,
            encryption(),
            Map.of("content-type", "text/csv"),
            Map.of("note", "one"),
            2,
            Instant.EPOCH));
  }

  private static Encryption encryption() {
    return new Encryption("aws:kms", "arn:key", true);
  }
}
