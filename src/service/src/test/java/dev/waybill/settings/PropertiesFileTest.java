package dev.waybill.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Properties files with line numbers. */
final class PropertiesFileTest {
  @Test
  void readsContinuedLineAsOneEntryAtItsFirstLine() {
    PropertiesFile file = PropertiesFile.parse("f", "# a\\\nkey = one \\\n   two\n\nlast=x");

    assertThat(file.lines())
        .containsExactly(
            new PropertiesFile.Line(2, "key", "one two"), new PropertiesFile.Line(5, "last", "x"));
  }

  @Property
  void readsTheSameEntriesAsTheJdk(@ForAll("texts") String text) throws IOException {
    Properties jdk = new Properties();
    jdk.load(new StringReader(text));
    Map<String, String> expected = new HashMap<>();
    jdk.stringPropertyNames().forEach(key -> expected.put(key, jdk.getProperty(key).strip()));

    Map<String, String> actual = new HashMap<>();
    PropertiesFile.parse("f", text).lines().forEach(line -> actual.put(line.key(), line.value()));

    assertThat(actual).isEqualTo(expected);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of("a", "b", "=", ":", " ", "\t", "\\", "\\\\", "\n", "\r\n", "#", "!", "é")
        .list()
        .ofMaxSize(30)
        .map(parts -> String.join("", parts));
  }
}
