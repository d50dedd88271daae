package dev.waybill.localcloud.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Header values beyond ASCII. */
final class HeaderTextTest {
  @Test
  void what_was_sent_in_utf8_and_read_as_latin1_is_understood() {
    String sent = "Gr\u00fc\u00dfe \u65e5\u672c";
    String read = new String(sent.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    assertThat(HeaderText.decode(read)).isEqualTo(sent);
  }

  @Test
  void what_is_no_utf8_stays_as_it_was_read() {
    assertThat(HeaderText.decode("\u00fc")).isEqualTo("\u00fc");
    assertThat(HeaderText.decode("\u65e5")).isEqualTo("\u65e5");
    assertThat(HeaderText.decode("plain")).isEqualTo("plain");
  }

  @Test
  void it_is_answered_as_an_encoded_word() {
    assertThat(HeaderText.encode("\u00fc")).isEqualTo("=?UTF-8?B?w7w=?=");
    assertThat(HeaderText.encode("plain")).isEqualTo("plain");
  }
}
