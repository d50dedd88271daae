package dev.waybill.localcloud.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Tests of header values that are not ASCII. */
final class HeaderTextTest {
  @Test
  void decodesUtf8ThatWasReadAsLatin1() {
    String sent = "Gr\u00fc\u00dfe \u65e5\u672c";
    String read = new String(sent.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    assertThat(HeaderText.decode(read)).isEqualTo(sent);
  }

  @Test
  void keepsTextThatIsNotUtf8() {
    assertThat(HeaderText.decode("\u00fc")).isEqualTo("\u00fc");
    assertThat(HeaderText.decode("\u65e5")).isEqualTo("\u65e5");
    assertThat(HeaderText.decode("plain")).isEqualTo("plain");
  }

  @Test
  void encodesAsAnEncodedWord() {
    assertThat(HeaderText.encode("\u00fc")).isEqualTo("=?UTF-8?B?w7w=?=");
    assertThat(HeaderText.encode("plain")).isEqualTo("plain");
  }
}
