package dev.waybill.digest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.model.ObjectAttributes;
import dev.waybill.model.Purpose;
import dev.waybill.model.Received;
import dev.waybill.record.object.Encryption;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sequencer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Times that notifications state, compared with S3's. */
final class EventTimesTest {
  private static final Instant WRITTEN = Instant.parse("2026-11-26T12:00:00Z");
  private static final Instant DAYS_LATER = WRITTEN.plus(Duration.ofDays(5));

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "-PT15M", "PT1H", "P1D"})
  void keepsOrderOfPossibleTime(Duration after) {
    Received received = received(WRITTEN.plus(after), DAYS_LATER);

    assertThat(EventTimes.compare(received, attributes("one"))).isEqualTo(received);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-PT15M1S", "P1DT1S", "P365D"})
  void ignoresOrderOfTimeFarFromLastModified(Duration after) {
    Received received = received(WRITTEN.plus(after), DAYS_LATER);

    assertThat(EventTimes.compare(received, attributes("one"))).isEqualTo(received.withoutOrder());
    assertThat(received.withoutOrder().sequencer()).isNull();
  }

  /** Last-Modified of an upload in parts is the time at which the upload began. */
  @Test
  void acceptsLateEndOfUploadInParts() {
    Received received = received(DAYS_LATER, DAYS_LATER);

    assertThat(EventTimes.compare(received, attributes("parts-2"))).isEqualTo(received);
    assertThat(EventTimes.compare(received, attributes("whole")).eventTime()).isNull();
  }

  @Test
  void ignoresOrderOfUploadInPartsThatEndsInTheFuture() {
    Received received = received(DAYS_LATER.plusSeconds(901), DAYS_LATER);

    assertThat(EventTimes.compare(received, attributes("parts-2")).eventTime()).isNull();
  }

  @Test
  void comparesNoTimeThatWasIgnoredBefore() {
    Received received = received(DAYS_LATER, DAYS_LATER).withoutOrder();

    assertThat(EventTimes.compare(received, attributes("one"))).isSameAs(received);
  }

  private static Received received(Instant eventTime, Instant receivedAt) {
    return new Received(
        new ObjectVersion("raw", "incoming/k", "v"),
        Purpose.PROMOTE,
        null,
        null,
        new Sequencer("0A"),
        eventTime,
        "message",
        receivedAt);
  }

  private static ObjectAttributes attributes(String eTag) {
    return new ObjectAttributes(
        3, eTag, null, null, new Encryption(null, null, false), Map.of(), Map.of(), 0, WRITTEN);
  }
}
