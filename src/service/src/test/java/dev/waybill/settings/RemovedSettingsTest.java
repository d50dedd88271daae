package dev.waybill.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings that only earlier versions had: they are ignored with a warning. */
final class RemovedSettingsTest {
  @TempDir Path home;
  private ConfigurationFolder folder;

  @BeforeEach
  void folder() {
    folder = new ConfigurationFolder(home);
  }

  @Test
  void warnsOfRemovedKeyInFile() {
    folder.signed("waybill.s3.direct=true\n");

    LoadedSettings loaded = folder.load();

    assertThat(loaded.entries()).extracting(SettingEntry::key).doesNotContain("waybill.s3.direct");
    assertThat(folder.warnings)
        .containsExactly(
            "config/application.properties:4: waybill.s3.direct has no effect any more; remove it");
  }

  @Test
  void warnsOfRemovedVariableAndRemovedKeyOfCommandLine() {
    folder.signed("").environment.put("WAYBILL_AWS_DIRECT", "false");
    folder.commandLine.put("waybill.aws.direct", "true");

    folder.load();

    assertThat(folder.warnings)
        .containsExactly(
            "environment WAYBILL_AWS_DIRECT: waybill.aws.direct has no effect any more; remove it",
            "command line: waybill.aws.direct has no effect any more; remove it");
  }

  @Test
  void warnsOfNothingWithoutRemovedKeys() {
    folder.signed("").load();

    assertThat(folder.warnings).isEmpty();
  }

  @Test
  void keepsRemovedKeysApartFromPresentKeys() {
    assertThat(SettingLayers.REMOVED).isNotEmpty();
    assertThat(SettingCatalogue.all())
        .extracting(SettingDeclaration::key)
        .doesNotContainAnyElementsOf(SettingLayers.REMOVED);
  }
}
