package dev.waybill.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Way of every declared setting into the settings records. */
final class SettingsMappingTest {
  @TempDir Path home;

  @BeforeEach
  void secretsInFiles() throws IOException {
    for (MappedSetting setting : MappedSettings.all()) {
      if (setting.key().endsWith("-file")) {
        Files.writeString(home.resolve(setting.value()), "https://example.org/" + setting.value());
      }
    }
  }

  @Test
  void everyDeclaredKeyIsMapped() {
    assertThat(MappedSettings.all())
        .extracting(MappedSetting::key)
        .containsExactlyInAnyOrderElementsOf(
            SettingCatalogue.all().stream().map(SettingDeclaration::key).toList());
  }

  @ParameterizedTest
  @MethodSource("dev.waybill.settings.MappedSettings#all")
  void valueThatIsNotTheDefaultReachesItsRecord(MappedSetting setting) {
    Settings without = load(setting.with());
    Map<String, String> given = new HashMap<>(setting.with());
    given.put(setting.key(), setting.value());
    given.keySet().removeAll(setting.without());

    assertThat(setting.read(home, load(given))).isEqualTo(setting.expected());
    assertThat(setting.read(home, without)).isNotEqualTo(setting.expected());
  }

  /** Finds a component of a settings record that no key sets. */
  @Test
  void everyComponentOfTheRecordsIsSetByAKey() throws ReflectiveOperationException {
    Map<String, String> given = new HashMap<>();
    for (MappedSetting setting : MappedSettings.all()) {
      if (!setting.key().endsWith("-file")) {
        given.put(setting.key(), setting.value());
      }
    }
    given.put("waybill.audit.S3-04.enabled", "false");
    Map<String, Object> changed = new TreeMap<>();
    collect("", load(given), changed);
    Map<String, Object> defaults = new TreeMap<>();
    collect("", load(Map.of()), defaults);

    assertThat(changed).hasSizeGreaterThan(60);
    assertThat(changed)
        .allSatisfy((name, value) -> assertThat(value).as(name).isNotEqualTo(defaults.get(name)));
  }

  @Test
  void rejectsReadingASettingThatIsNotDeclared() {
    SettingDeclaration<String> undeclared =
        SettingDeclaration.optional("waybill.undeclared", Units.TEXT, "x", "Not in the catalogue.");
    SettingValues values = new SettingValues(new SettingLayers(SettingCatalogue.all()));

    assertThatThrownBy(() -> values.get(undeclared))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("waybill.undeclared is not in the catalogue");
  }

  private Settings load(Map<String, String> given) {
    return new SettingsLoader(home, Map.of()).loadWithoutSigning(given).settings();
  }

  /** Collects the values of a record, and of records in it, by their path. */
  private static void collect(String path, Object settings, Map<String, Object> values)
      throws ReflectiveOperationException {
    for (RecordComponent component : settings.getClass().getRecordComponents()) {
      component.getAccessor().setAccessible(true);
      Object value = component.getAccessor().invoke(settings);
      String name = path + "." + component.getName();
      if (value instanceof CustodyScopes scopes) {
        collect(name, scopes.first(), values);
        // The default scope always has this name, and its mode is that of all scopes.
        values.keySet().removeAll(List.of(name + ".name", name + ".byServer"));
      } else if (value instanceof Record part && part.getClass() != Secret.class) {
        collect(name, part, values);
      } else if (value instanceof Map<?, ?> entries) {
        entries.forEach((key, entry) -> values.put(name + "." + key, entry));
      } else {
        values.put(name, Objects.requireNonNullElse(value, Optional.empty()));
      }
    }
  }
}
