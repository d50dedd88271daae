package dev.waybill.audit.logfile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that stand for the time of an event. */
final class EventTimeTest {
  private static final Instant DELIVERED = Instant.parse("2026-03-10T12:05:00Z");

  private static EventTime of(String text) {
    return EventTime.of(JsonNodeFactory.instance.textNode(text), DELIVERED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2026-03-10T12:00:00Z", "2026-03-10T12:00:00.000Z", "2026-03-10T14:00:00+02:00"})
  void keepsTimeThatViewsRead(String text) {
    EventTime time = of(text);

    assertThat(time.fault()).isNull();
    assertThat(time.text()).isEqualTo(text);
    assertThat(time.time()).isEqualTo("2026-03-10T12:00:00Z");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-10 12:00:00Z, 2026-03-10T12:00:00Z",
    "2026-03-10 12:00:00, 2026-03-10T12:00:00Z",
    "2026-03-10 12:00:00 UTC, 2026-03-10T12:00:00Z",
    "2026-03-10t12:00:00z, 2026-03-10T12:00:00Z",
    "2026-03-10T12:00:00, 2026-03-10T12:00:00Z",
    "2026-03-10, 2026-03-10T00:00:00Z",
    "1773144000, 2026-03-10T12:00:00Z",
    "1773144000000, 2026-03-10T12:00:00Z"
  })
  void readsOtherSpellings(String text, String expected) {
    EventTime time = of(text);

    assertThat(time.fault()).isEqualTo(LogFault.EVENT_TIME_UNUSUAL);
    assertThat(time.text()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "noon",
        "2026-13-10T12:00:00Z",
        "12",
        "2026-03-10T25:00:00Z",
        "-1",
        "9e99"
      })
  void takesTimeOfDeliveryForTheRest(String text) {
    EventTime time = of(text);

    assertThat(time.fault()).isEqualTo(LogFault.EVENT_TIME_MISSING);
    assertThat(time.time()).isEqualTo(DELIVERED);
  }
}
