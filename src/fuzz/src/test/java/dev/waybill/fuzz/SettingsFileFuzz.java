package dev.waybill.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.waybill.settings.SettingsException;
import dev.waybill.settings.SettingsLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Any settings file is loaded, or refused with every problem named. */
final class SettingsFileFuzz {
  /** In the working directory, which is the module's {@code target}. */
  private static final Path HOME = Path.of("settings-home").toAbsolutePath();

  private static final Path FILE = HOME.resolve("config/application.properties");

  @FuzzTest(maxDuration = "20s")
  void loadsOrNamesEveryProblem(byte[] content) throws IOException {
    Files.createDirectories(FILE.getParent());
    Files.write(FILE, content);
    try {
      assertThat(new SettingsLoader(HOME, Map.of()).loadLocal(HOME, Map.of()).settings())
          .isNotNull();
    } catch (SettingsException e) {
      assertThat(e.problems()).isNotEmpty();
      assertThat(e.getMessage()).isNotBlank();
    }
  }
}
