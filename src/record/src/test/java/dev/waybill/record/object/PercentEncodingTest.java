package dev.waybill.record.object;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class PercentEncodingTest {
  @Test
  void onlyUnreservedCharactersStay() {
    assertThat(PercentEncoding.component("azAZ09-._~")).isEqualTo("azAZ09-._~");
    assertThat(PercentEncoding.component("a b+/%é\u0000")).isEqualTo("a%20b%2B%2F%25%C3%A9%00");
  }

  @Test
  void slashStaysInAPath() {
    assertThat(PercentEncoding.path("a/b c//")).isEqualTo("a/b%20c//");
  }

  @Property
  void encodedTextIsDecoded(@ForAll String text) {
    String valid = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);

    assertThat(URLDecoder.decode(PercentEncoding.component(valid), StandardCharsets.UTF_8))
        .isEqualTo(valid);
    assertThat(PercentEncoding.path(valid)).matches("[A-Za-z0-9._~/%-]*");
  }
}
