package dev.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class PrintableTest {
  /** Characters that untrusted input must not bring to a terminal. */
  static final String CONTROLS = "[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]";

  @Test
  void keepsPrintableCharacters() {
    assertThat(Printable.of("a é \uD83D\uDE00 ${x} \\ % 'q'"))
        .isEqualTo("a é \uD83D\uDE00 ${x} \\ % 'q'");
  }

  @Test
  void escapesControlCharacters() {
    assertThat(Printable.of("\u001b[2J")).isEqualTo("\\u001b[2J");
    assertThat(Printable.of("\u009b2J")).isEqualTo("\\u009b2J");
    assertThat(Printable.of("a\r\nb\tc\u007f")).isEqualTo("a\\u000d\\u000ab\\u0009c\\u007f");
    assertThat(Printable.of("\u202egpj.exe")).isEqualTo("\\u202egpj.exe");
    assertThat(Printable.of("a\u2028b\u2029c")).isEqualTo("a\\u2028b\\u2029c");
    assertThat(Printable.of("\uD83D")).isEqualTo("\\ud83d");
    assertThat(Printable.of("\uDB40\uDC01")).isEqualTo("\\udb40\\udc01");
  }

  @Property
  void escapesControlCharactersOfAnyText(@ForAll String untrusted) {
    assertThat(Printable.of(untrusted)).doesNotContainPattern(CONTROLS);
  }
}
