package dev.waybill.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.alert.AlertEvent.Kind;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AlertEventJsonTest {
  @Property(tries = 300)
  void an_event_is_the_same_again(
      @ForAll String uid, @ForAll String text, @ForAll Kind kind, @ForAll Severity severity) {
    AlertEvent event = AlertEvents.event(sound(uid), kind, severity, sound(text));

    assertThat(AlertEventJson.read(AlertEventJson.of(event))).isEqualTo(event);
  }

  @Test
  void foreign_text_stays_what_it_is() {
    AlertEvent event = AlertEvents.untrusted();

    assertThat(AlertEventJson.read(AlertEventJson.of(event))).isEqualTo(event);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "null",
        "no JSON",
        "{\"uid\":1,\"rule\":\"r\"}",
        "{\"uid\":\"u\",\"rule\":\"r\",\"kind\":\"BEGAN\",\"severity\":\"HIGH\"}",
        "{\"uid\":\"u\",\"rule\":\"r\",\"kind\":\"BEGIN\",\"severity\":\"HIGH\",\"finding\":{}}"
      })
  void what_is_no_event_is_refused(String text) {
    assertThatThrownBy(() -> AlertEventJson.read(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not an alert event");
  }

  /** Half a pair is no text that UTF-8 can hold. */
  private static String sound(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
