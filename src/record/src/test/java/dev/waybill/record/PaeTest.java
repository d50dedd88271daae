package dev.waybill.record;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotBlank;
import org.junit.jupiter.api.Test;

final class PaeTest {
  /** Test vector of the DSSE 1.0.2 protocol. */
  @Test
  void thePublishedTestVectorIsEncoded() {
    assertThat(new String(Pae.of("http://example.com/HelloWorld", ascii("hello world")), US_ASCII))
        .isEqualTo("DSSEv1 29 http://example.com/HelloWorld 11 hello world");
  }

  @Property
  void anEncodedStatementIsDecoded(@ForAll byte[] statement) {
    Decoder decoder = new Decoder(Pae.of(statement));

    assertThat(new String(decoder.field(), UTF_8)).isEqualTo("application/vnd.in-toto+json");
    assertThat(decoder.field()).isEqualTo(statement);
    decoder.end();
  }

  /** Lengths count bytes, not characters; otherwise a type could overlap its body. */
  @Property
  void anyPayloadTypeIsDecoded(@ForAll @NotBlank String text, @ForAll byte[] body) {
    String type = new String(text.getBytes(UTF_8), UTF_8);
    Decoder decoder = new Decoder(Pae.of(type, body));

    assertThat(new String(decoder.field(), UTF_8)).isEqualTo(type);
    assertThat(decoder.field()).isEqualTo(body);
    decoder.end();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }

  /** Decoder written from the specification: {@code "DSSEv1" SP LEN SP type SP LEN SP body}. */
  private static final class Decoder {
    private final byte[] encoded;
    private int at;

    Decoder(byte[] encoded) {
      this.encoded = encoded;
      assertThat(Arrays.copyOf(encoded, 6)).isEqualTo(ascii("DSSEv1"));
      at = 6;
    }

    byte[] field() {
      space();
      int start = at;
      while (encoded[at] != ' ') {
        at++;
      }
      String digits = new String(encoded, start, at - start, US_ASCII);
      assertThat(digits).matches("0|[1-9][0-9]*");
      space();
      at += Integer.parseInt(digits);
      return Arrays.copyOfRange(encoded, at - Integer.parseInt(digits), at);
    }

    void end() {
      assertThat(at).isEqualTo(encoded.length);
    }

    private void space() {
      assertThat(encoded[at]).isEqualTo((byte) ' ');
      at++;
    }
  }
}
