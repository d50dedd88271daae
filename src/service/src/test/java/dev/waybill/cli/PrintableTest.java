package dev.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class PrintableTest {
  /** What no terminal may get from foreign text. */
  static final String STEERING = "[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]";

  @Test
  void what_shows_is_left_as_it_is() {
    assertThat(Printable.of("a é \uD83D\uDE00 ${x} \\ % 'q'"))
        .isEqualTo("a é \uD83D\uDE00 ${x} \\ % 'q'");
  }

  @Test
  void what_steers_is_shown_escaped() {
    assertThat(Printable.of("\u001b[2J")).isEqualTo("\\u001b[2J");
    assertThat(Printable.of("\u009b2J")).isEqualTo("\\u009b2J");
    assertThat(Printable.of("a\r\nb\tc\u007f")).isEqualTo("a\\u000d\\u000ab\\u0009c\\u007f");
    assertThat(Printable.of("\u202egpj.exe")).isEqualTo("\\u202egpj.exe");
    assertThat(Printable.of("a\u2028b\u2029c")).isEqualTo("a\\u2028b\\u2029c");
    assertThat(Printable.of("\uD83D")).isEqualTo("\\ud83d");
    assertThat(Printable.of("\uDB40\uDC01")).isEqualTo("\\udb40\\udc01");
  }

  @Property
  void nothing_steers_whatever_comes(@ForAll String foreign) {
    assertThat(Printable.of(foreign)).doesNotContainPattern(STEERING);
  }
}
