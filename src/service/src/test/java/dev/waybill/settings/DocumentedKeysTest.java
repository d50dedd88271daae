package dev.waybill.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Agreement of {@code config/*.properties} with the declarations. */
final class DocumentedKeysTest {
  private static final Path MANUAL = Path.of("config/application.properties");
  private static final Path LOCAL = Path.of("config/application-local.properties");
  private static final Pattern ENTRY = Pattern.compile("#?(waybill\\.[a-z0-9.-]+)=(.*)");

  @Test
  void documentsExactlyTheDeclaredKeysWithTheirDefaults() throws IOException {
    Map<String, String> known = new LinkedHashMap<>();
    SettingCatalogue.all()
        .forEach(
            setting ->
                known.put(
                    setting.key(), setting.defaultText() == null ? "" : setting.defaultText()));

    assertThat(documented()).isEqualTo(known);
  }

  @Test
  void setsNoValueInTheMainFile() throws IOException {
    assertThat(PropertiesFile.parse("manual", Files.readString(MANUAL)).lines()).isEmpty();
  }

  @Test
  void givesEachKeyAVariableOfItsOwn() {
    assertThat(SettingCatalogue.all())
        .extracting(SettingDeclaration::variable)
        .doesNotHaveDuplicates();
  }

  @Test
  void localProfileSetsOnlyDeclaredKeysToLegalValues() throws IOException {
    SettingLayers layers = new SettingLayers(SettingCatalogue.all());
    PropertiesFile local = PropertiesFile.parse("local", Files.readString(LOCAL));

    layers.addFile(local);

    assertThat(layers.problems()).isEmpty();
    assertThat(local.lines())
        .filteredOn(line -> line.key().startsWith("waybill."))
        .hasSizeGreaterThan(5)
        .allSatisfy(
            line ->
                assertThat(layers.entry(line.key()))
                    .extracting(SettingEntry::value)
                    .isEqualTo(line.value()));
  }

  private static Map<String, String> documented() throws IOException {
    Map<String, String> found = new LinkedHashMap<>();
    for (String line : Files.readAllLines(MANUAL)) {
      Matcher entry = ENTRY.matcher(line);
      if (entry.matches()) {
        assertThat(found.put(entry.group(1), entry.group(2))).as(line).isNull();
      }
    }
    return found;
  }
}
