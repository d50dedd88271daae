package dev.waybill.reconcile.inventory.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.Size;

class CsvLinePropertyTest {
  @Property
  void quotedFieldsAreReadAsTheyWereWritten(@ForAll @Size(min = 1, max = 20) List<String> fields)
      throws FlawedInventoryException {
    String line =
        fields.stream()
            .map(field -> '"' + field.replace("\"", "\"\"") + '"')
            .collect(Collectors.joining(","));
    assertThat(CsvLine.fields(line)).isEqualTo(fields);
    assertThat(CsvLine.fields(line + "\r")).isEqualTo(fields);
  }

  @Property
  void bareFieldsAreReadAsTheyWereWritten(
      @ForAll @Size(min = 1, max = 20) List<@NotBlank @Chars({'a', ' ', '%', '\''}) String> fields)
      throws FlawedInventoryException {
    assertThat(CsvLine.fields(String.join(",", fields))).isEqualTo(fields);
  }

  /**
   * An accepted line can be written in one way only, so that no two parsers read it differently.
   */
  @Property(tries = 5000)
  void acceptedLinesMeanOneThing(@ForAll @Chars({'"', ',', 'a', '\r'}) String line) {
    List<String> fields = new ArrayList<>();
    try {
      fields.addAll(CsvLine.fields(line));
    } catch (FlawedInventoryException e) {
      assertThat(e.flaw()).isEqualTo(InventoryFlaw.ROW_MALFORMED);
      return;
    }
    String text = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    assertThat(text).matches(pattern(fields));
  }

  private static String pattern(List<String> fields) {
    return fields.stream().map(CsvLinePropertyTest::either).collect(Collectors.joining(","));
  }

  private static String either(String field) {
    String quoted = Pattern.quote('"' + field.replace("\"", "\"\"") + '"');
    boolean needsQuotes = field.matches("(?s).*[\",\r].*");
    return needsQuotes ? quoted : "(" + quoted + "|" + Pattern.quote(field) + ")";
  }
}
