package dev.waybill.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Digest mode, and the keys to which it applies. */
final class DigestSettingsTest {
  @TempDir Path home;
  private ConfigurationFolder folder;

  @BeforeEach
  void folder() {
    folder = new ConfigurationFolder(home);
  }

  @Test
  void hashesEveryObjectByDefault() {
    assertThat(load().isByServer("incoming/a")).isFalse();
  }

  @Test
  void ignoresPrefixesOutsideOfServerMode() {
    folder.commandLine.put("waybill.digest.server-prefixes", "incoming/a/");

    assertThat(load().isByServer("incoming/a/b")).isFalse();
  }

  @Test
  void appliesServerModeToEveryKeyByDefault() {
    folder.environment.put("WAYBILL_DIGEST_MODE", "server");

    assertThat(load().isByServer("incoming/a")).isTrue();
    assertThat(load().isByServer("test/a")).isTrue();
  }

  @Test
  void appliesServerModeToTheListedPrefixesOnly() {
    folder.environment.put("WAYBILL_DIGEST_MODE", "server");
    folder.environment.put("WAYBILL_DIGEST_SERVER_PREFIXES", "incoming/logs/, incoming/raw-");

    DigestSettings digest = load();

    assertThat(digest.prefixes()).containsExactly("incoming/logs/", "incoming/raw-");
    assertThat(digest.isByServer("incoming/logs/a")).isTrue();
    assertThat(digest.isByServer("incoming/raw-7")).isTrue();
    assertThat(digest.isByServer("incoming/logs")).isFalse();
    assertThat(digest.isByServer("test/canary")).isFalse();
  }

  @Test
  void rejectsPrefixOutsideOfCustodyAndNamesTheLegalOnes() {
    folder.commandLine.put("waybill.digest.server-prefixes", "processed/a/");

    assertThatThrownBy(this::load)
        .hasMessageContaining("waybill.digest.server-prefixes = processed/a/")
        .hasMessageContaining("waybill.raw.incoming (incoming/) or waybill.raw.test (test/)");
  }

  @Test
  void rejectsPrefixWithinAnother() {
    assertThatThrownBy(() -> new DigestSettings(true, List.of("incoming/", "incoming/a/")))
        .hasMessageContaining("waybill.digest.server-prefixes: must name no prefix within another");
  }

  private DigestSettings load() {
    return folder.signed("").load().settings().digest();
  }
}
