package dev.waybill.localcloud.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** XML and escapes: what is written is read, what strangers send does no harm. */
final class XmlTest {
  @Property(tries = 500)
  void any_text_that_xml_knows_is_read_as_it_was_written(@ForAll("texts") String text) {
    byte[] document = XmlWriter.s3("Root").start("Inner").element("Key", text).bytes();
    XmlReader inner = XmlReader.parse(document).children("Inner").get(0);
    assertThat(inner.text("Key")).isEqualTo(text);
  }

  @Property(tries = 500)
  void any_key_survives_its_escapes(@ForAll("texts") String key) {
    assertThat(UriEncoding.decode(UriEncoding.component(key))).isEqualTo(key);
    assertThat(UriEncoding.decode(UriEncoding.path(key))).isEqualTo(key);
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<Character> legal =
        Arbitraries.oneOf(
            Arbitraries.of('\t', '\n', '\r', '&', '<', '>', '"', '\'', ']', '%', '+', '\u0085'),
            Arbitraries.chars().range(' ', '\ud7ff'),
            Arbitraries.chars().range('\ue000', '\ufffd'));
    Arbitrary<String> basic = legal.list().ofMaxSize(20).map(XmlTest::join);
    return Arbitraries.oneOf(basic, basic.map(it -> it + "😀" + it), Arbitraries.just("]]>"));
  }

  private static String join(Iterable<Character> characters) {
    StringBuilder text = new StringBuilder();
    characters.forEach(text::append);
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no xml",
        "<a>",
        "<a></b>",
        "<a>&#x1;</a>",
        "<a>&unknown;</a>",
        "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/hostname'>]><a>&b;</a>",
        "<!DOCTYPE a SYSTEM 'http://127.0.0.1:9/a.dtd'><a/>"
      })
  void what_is_no_plain_document_is_malformed(String document) {
    malformed(document.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void bytes_that_are_no_utf_8_are_malformed() {
    malformed(new byte[] {'<', 'a', '>', (byte) 0xc3, (byte) 0x28, '<', '/', 'a', '>'});
  }

  @Test
  void a_document_as_deep_as_it_is_long_is_malformed() {
    int deep = 200_000;
    malformed(("<a>".repeat(deep) + "</a>".repeat(deep)).getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "a%2", "%zz", "%2", "%%20", "%-1"})
  void a_broken_escape_is_an_invalid_argument(String text) {
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> UriEncoding.decode(text))
        .extracting(StoreException::code)
        .isEqualTo(S3ErrorCode.INVALID_ARGUMENT);
  }

  private static void malformed(byte[] document) {
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> XmlReader.parse(document).text())
        .extracting(StoreException::code)
        .isEqualTo(S3ErrorCode.MALFORMED_XML);
  }
}
