package dev.waybill.record.offline;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class EscapedTextTest {
  private static final String CONTROLS = "[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]";

  @Test
  void printableTextStays() {
    assertThat(EscapedText.of("a é \uD83D\uDE00 ${x} \\ % 'q'"))
        .isEqualTo("a é \uD83D\uDE00 ${x} \\ % 'q'");
  }

  @Test
  void controlsAreEscaped() {
    assertThat(EscapedText.of("\u001b[2J\u009b2J")).isEqualTo("\\u001b[2J\\u009b2J");
    assertThat(EscapedText.of("a\r\nb\tc\u007f")).isEqualTo("a\\u000d\\u000ab\\u0009c\\u007f");
    assertThat(EscapedText.of("\u202egpj.exe")).isEqualTo("\\u202egpj.exe");
    assertThat(EscapedText.of("a\u2028b\u2029c")).isEqualTo("a\\u2028b\\u2029c");
    assertThat(EscapedText.of("\uD83D")).isEqualTo("\\ud83d");
    assertThat(EscapedText.of("\uDB40\uDC01")).isEqualTo("\\udb40\\udc01");
  }

  @Property
  void noControlIsLeft(@ForAll String untrusted) {
    assertThat(EscapedText.of(untrusted)).doesNotContainPattern(CONTROLS);
  }
}
