package dev.waybill.reconcile.inventory.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;

class EncodedKeyPropertyTest {
  @Provide
  static Arbitrary<String> keys() {
    return Arbitraries.oneOf(
            Arbitraries.strings().ofMinLength(1).ofMaxLength(200),
            Arbitraries.strings().withChars("a/+% \"\u0000\n.").ofMinLength(1).ofMaxLength(200),
            Arbitraries.integers()
                .between(0x10000, 0x10ffff)
                .map(Character::toString)
                .list()
                .ofMinSize(1)
                .ofMaxSize(50)
                .map(it -> String.join("", it)))
        .filter(it -> UTF_8.newEncoder().canEncode(it));
  }

  @Property
  void keysAreReadAsTheyWereEncoded(@ForAll("keys") String key) throws FlawedInventoryException {
    String form = URLEncoder.encode(key, UTF_8);
    assertThat(EncodedKey.decode(form)).isEqualTo(key);
    assertThat(EncodedKey.decode(form.replace("+", "%20"))).isEqualTo(key);
    assertThat(EncodedKey.decode(form.replace("%2F", "/"))).isEqualTo(key);
  }

  @Property(tries = 5000)
  void anyTextIsAKeyOrAFlaw(
      @ForAll @StringLength(max = 20) @Chars({'%', 'f', '0', 'C', '3', 'x', '+', '\u00e4'})
          String text) {
    try {
      String key = EncodedKey.decode(text);
      assertThat(EncodedKey.decode(URLEncoder.encode(key, UTF_8))).isEqualTo(key);
    } catch (FlawedInventoryException e) {
      assertThat(e.flaw()).isEqualTo(InventoryFlaw.ROW_MALFORMED);
    }
  }
}
