package dev.waybill.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Agreement of the generated documents with the declarations. {@code -Dwaybill.write.docs=true}
 * writes the documents.
 */
final class SettingsReferenceTest {
  private static final Path PROPERTIES = Path.of("config/application.properties");
  private static final Path REFERENCE = Path.of("docs/reference/settings.md");
  private static final String MARK =
      "<!-- From here on generated from the declarations in dev.waybill.settings. -->\n";

  @Test
  void propertiesFileIsGeneratedFromTheDeclarations() throws IOException {
    assertGenerated(PROPERTIES, SettingsReference.properties());
  }

  @Test
  void settingsReferenceIsGeneratedFromTheDeclarations() throws IOException {
    String present = Files.readString(REFERENCE);
    assertThat(present).contains(MARK);
    String introduction = present.substring(0, present.indexOf(MARK));

    assertGenerated(REFERENCE, introduction + MARK + "\n" + SettingsReference.markdown());
  }

  @Test
  void everyDefaultIsLegal() {
    assertThat(SettingCatalogue.all())
        .filteredOn(setting -> setting.defaultText() != null)
        .hasSizeGreaterThan(70)
        .allSatisfy(setting -> assertThat(setting.type().parse(defaultText(setting))).isNotNull());
  }

  @Test
  void everyDescriptionIsASentenceOfItsOwn() {
    assertThat(SettingCatalogue.all())
        .allSatisfy(
            setting ->
                assertThat(setting.description()).matches("[A-Z].*\\.").hasSizeLessThan(600));
  }

  private static String defaultText(SettingDeclaration<?> setting) {
    return String.valueOf(setting.defaultText());
  }

  private static void assertGenerated(Path file, String wanted) throws IOException {
    if (Boolean.getBoolean("waybill.write.docs")) {
      Files.writeString(file, wanted);
    }
    Path generated = Path.of("target").resolve(file.getFileName());
    Files.createDirectories(generated.getParent());
    Files.writeString(generated, wanted);

    assertThat(Files.readString(file)).as("fix with: cp %s %s", generated, file).isEqualTo(wanted);
  }
}
