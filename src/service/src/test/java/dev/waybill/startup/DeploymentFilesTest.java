package dev.waybill.startup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.record.object.DeploymentDigests;
import dev.waybill.record.object.Sha256;
import dev.waybill.settings.LoadedSettings;
import dev.waybill.settings.SettingsLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DeploymentFilesTest {
  @TempDir Path home;

  @BeforeEach
  void writeFiles() throws IOException {
    write("routes/10-a.camel.yaml", "a");
    write("routes/20-b.camel.yaml", "b");
    write("sql/audits/X-1.sql", "one");
    write("sql/schema/v001.sql", "two");
  }

  /** An auditor computes the same with {@code sha256sum routes/*.camel.yaml | sha256sum}. */
  @Test
  void digestIsThatOfTheListThatSha256sumPrints() throws Exception {
    assertThat(digests(Map.of()).routes())
        .isEqualTo(
            Sha256.hash(
                Sha256.hash("a")
                    + "  routes/10-a.camel.yaml\n"
                    + Sha256.hash("b")
                    + "  routes/20-b.camel.yaml\n"));
  }

  @Test
  void changedFileChangesOnlyTheDigestOfItsKind() throws Exception {
    DeploymentDigests before = digests(Map.of());

    write("sql/schema/v001.sql", "three");

    DeploymentDigests after = digests(Map.of());
    assertThat(after.sql()).isNotEqualTo(before.sql());
    assertThat(after.routes()).isEqualTo(before.routes());
    assertThat(after.configuration()).isEqualTo(before.configuration());
  }

  @Test
  void renamedFileChangesTheDigest() throws Exception {
    DeploymentDigests before = digests(Map.of());

    Files.move(home.resolve("routes/20-b.camel.yaml"), home.resolve("routes/21-b.camel.yaml"));

    assertThat(digests(Map.of()).routes()).isNotEqualTo(before.routes());
  }

  @Test
  void configurationIsEverySettingExceptSecrets() throws Exception {
    DeploymentDigests before = digests(Map.of());

    assertThat(digests(Map.of("waybill.raw.bucket", "another")).configuration())
        .isNotEqualTo(before.configuration());
    assertThat(digests(Map.of("waybill.signing.password", "another")).configuration())
        .isEqualTo(before.configuration());
  }

  /** Camel's keys have no declaration that says which of them are secret. */
  @Test
  void leavesOutOtherKeysThatMayBeSecret() throws Exception {
    LoadedSettings loaded = loaded(Map.of());
    DeploymentDigests before = DeploymentFiles.digests(home, with(loaded, Map.of()));

    assertThat(DeploymentFiles.digests(home, with(loaded, Map.of("camel.x.password", "secret"))))
        .isEqualTo(before);
    assertThat(DeploymentFiles.digests(home, with(loaded, Map.of("canary.pause", "1"))))
        .isNotEqualTo(before);
  }

  private static LoadedSettings with(LoadedSettings loaded, Map<String, String> others) {
    return new LoadedSettings(loaded.settings(), loaded.entries(), others);
  }

  private DeploymentDigests digests(Map<String, String> overrides) {
    return DeploymentFiles.digests(home, loaded(overrides));
  }

  private LoadedSettings loaded(Map<String, String> overrides) {
    return new SettingsLoader(Path.of("").toAbsolutePath(), Map.of()).loadLocal(home, overrides);
  }

  private void write(String path, String text) throws IOException {
    Path file = home.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
