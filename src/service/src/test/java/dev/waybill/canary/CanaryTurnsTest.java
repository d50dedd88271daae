package dev.waybill.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.settings.RawSettings;
import dev.waybill.testing.ManualClock;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Turns of the buckets that get canaries. */
final class CanaryTurnsTest {
  @Test
  void sendsToEachBucketInTurn() {
    CanaryTurns turns = new CanaryTurns(Stream.of("one-raw", "two-raw").map(this::upload).toList());

    assertThat(IntStream.range(0, 5).mapToObj(it -> turns.send().bucket()))
        .containsExactly("one-raw", "two-raw", "one-raw", "two-raw", "one-raw");
  }

  @Test
  void rejectsNoBucket() {
    assertThatThrownBy(() -> new CanaryTurns(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private CanaryUpload upload(String bucket) {
    return new CanaryUpload(
        (key, content) ->
            new CanaryBucket.UploadResponse.Stored("v1", "aws:kms", "key", true, true),
        new RawSettings(bucket, "incoming/", "processed/", "test/"),
        null,
        () -> true,
        new ManualClock(Instant.EPOCH));
  }
}
