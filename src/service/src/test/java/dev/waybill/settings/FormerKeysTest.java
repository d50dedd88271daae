package dev.waybill.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys that settings had in earlier versions: they work, with a warning. */
final class FormerKeysTest {
  private static final String FILE = "config/application.properties:4";
  @TempDir Path home;
  private ConfigurationFolder folder;

  @BeforeEach
  void folder() {
    folder = new ConfigurationFolder(home);
  }

  @Test
  void readsFormerKeyOfAFileWithAWarning() {
    folder.signed("waybill.s3.direct=true\n");

    LoadedSettings loaded = folder.load();

    assertThat(loaded.settings().direct()).isTrue();
    assertThat(loaded.entries())
        .contains(new SettingEntry("waybill.aws.direct", "true", FILE, false));
    assertThat(folder.warnings)
        .containsExactly(
            FILE + ": waybill.s3.direct was renamed to waybill.aws.direct; use the new name");
  }

  @Test
  void readsFormerVariableOfTheEnvironmentWithAWarning() {
    folder.signed("").environment.put("WAYBILL_S3_DIRECT", "true");

    assertThat(folder.load().settings().direct()).isTrue();
    assertThat(folder.warnings)
        .singleElement()
        .asString()
        .startsWith("environment WAYBILL_S3_DIRECT: waybill.s3.direct was renamed");
  }

  @Test
  void readsFormerKeyOfTheCommandLineWithAWarning() {
    folder.signed("").commandLine.put("waybill.s3.direct", "true");

    assertThat(folder.load().settings().direct()).isTrue();
    assertThat(folder.warnings).singleElement().asString().startsWith("command line: ");
  }

  @Test
  void warnsOfNothingWhenNoFormerKeyIsUsed() {
    folder.signed("waybill.aws.direct=true\n").load();

    assertThat(folder.warnings).isEmpty();
  }

  @Test
  void rejectsFormerKeyBesideThePresentKeyOfAnySource() {
    folder.signed("waybill.s3.direct=true\n").commandLine.put("waybill.aws.direct", "true");

    assertThat(problems())
        .containsExactly(
            new SettingProblem(
                FILE,
                "waybill.s3.direct",
                null,
                "is the former name of waybill.aws.direct, which is set, too (command line);"
                    + " remove the former",
                null));
  }

  @Test
  void rejectsWrongValueUnderAFormerKey() {
    folder.signed("waybill.s3.direct=maybe\n");

    assertThat(problems())
        .containsExactly(
            new SettingProblem(FILE, "waybill.aws.direct", "maybe", "must be true or false", null));
  }

  @Test
  void keepsFormerKeysApartFromPresentKeys() {
    List<String> former =
        SettingCatalogue.all().stream().flatMap(it -> it.formerKeys().stream()).toList();

    assertThat(former).contains("waybill.s3.direct").doesNotHaveDuplicates();
    assertThat(SettingCatalogue.all())
        .extracting(SettingDeclaration::key)
        .doesNotContainAnyElementsOf(former);
  }

  private List<SettingProblem> problems() {
    return catchThrowableOfType(SettingsException.class, folder::load).problems();
  }
}
