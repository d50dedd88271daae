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

/** Tests of XML and percent-encoding with arbitrary and hostile input. */
final class XmlTest {
  @Property(tries = 500)
  void readsAnyValidTextAsItWasWritten(@ForAll("texts") String text) {
    byte[] document = XmlWriter.s3("Root").start("Inner").element("Key", text).bytes();
    XmlReader inner = XmlReader.parse(document).children("Inner").get(0);
    assertThat(inner.text("Key")).isEqualTo(text);
  }

  @Property(tries = 500)
  void decodesAnyEncodedKey(@ForAll("texts") String key) {
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
  void rejectsMalformedDocumentsAndDocumentTypes(String document) {
    assertMalformed(document.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void rejectsBytesThatAreNotUtf8() {
    assertMalformed(new byte[] {'<', 'a', '>', (byte) 0xc3, (byte) 0x28, '<', '/', 'a', '>'});
  }

  @Test
  void rejectsTooDeeplyNestedDocuments() {
    int deep = 200_000;
    assertMalformed(("<a>".repeat(deep) + "</a>".repeat(deep)).getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "a%2", "%zz", "%2", "%%20", "%-1"})
  void rejectsAnInvalidEscape(String text) {
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> UriEncoding.decode(text))
        .extracting(StoreException::code)
        .isEqualTo(S3ErrorCode.INVALID_ARGUMENT);
  }

  private static void assertMalformed(byte[] document) {
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> XmlReader.parse(document).text())
        .extracting(StoreException::code)
        .isEqualTo(S3ErrorCode.MALFORMED_XML);
  }
}
