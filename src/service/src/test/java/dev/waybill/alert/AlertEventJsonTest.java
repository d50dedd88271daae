package dev.waybill.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.alert.AlertEvent.Kind;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Stored format of alert events. */
final class AlertEventJsonTest {
  @Property(tries = 300)
  void eventIsReadBackUnchanged(
      @ForAll String uid, @ForAll String text, @ForAll Kind kind, @ForAll Severity severity) {
    AlertEvent event = AlertEvents.event(sound(uid), kind, severity, sound(text));

    assertThat(AlertEventJson.read(AlertEventJson.of(event))).isEqualTo(event);
  }

  @ParameterizedTest
  @EnumSource
  void decisionsOfPeopleAreReadBackUnchanged(Handling.State state) {
    AlertEvent event = AlertEvents.decided(Kind.UPDATE, state);

    assertThat(AlertEventJson.read(AlertEventJson.of(event))).isEqualTo(event);
  }

  @Test
  void untrustedInputIsReadBackUnchanged() {
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
  void rejectsBytesThatAreNotAnEvent(String text) {
    assertThatThrownBy(() -> AlertEventJson.read(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not an alert event");
  }

  /** Replaces unpaired surrogates, which UTF-8 cannot encode. */
  private static String sound(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
