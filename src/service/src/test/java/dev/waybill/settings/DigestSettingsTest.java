package dev.waybill.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose digest is sealed, and of which keys. */
final class DigestSettingsTest {
  @TempDir Path home;
  private ConfigurationFolder folder;

  @BeforeEach
  void folder() {
    folder = new ConfigurationFolder(home);
  }

  @Test
  void everything_is_read_unless_a_deployment_says_otherwise() {
    assertThat(load().isByServer("incoming/a")).isFalse();
  }

  @Test
  void a_prefix_alone_changes_nothing() {
    folder.commandLine.put("waybill.digest.server-prefixes", "incoming/a/");

    assertThat(load().isByServer("incoming/a/b")).isFalse();
  }

  @Test
  void server_is_meant_of_every_key_by_default() {
    folder.environment.put("WAYBILL_DIGEST_MODE", "server");

    assertThat(load().isByServer("incoming/a")).isTrue();
    assertThat(load().isByServer("test/a")).isTrue();
  }

  @Test
  void server_is_meant_of_the_prefixes_named() {
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
  void a_prefix_of_nothing_in_custody_is_refused_with_what_would_be_right() {
    folder.commandLine.put("waybill.digest.server-prefixes", "processed/a/");

    assertThatThrownBy(this::load)
        .hasMessageContaining("waybill.digest.server-prefixes = processed/a/")
        .hasMessageContaining("waybill.raw.incoming (incoming/) or waybill.raw.test (test/)");
  }

  @Test
  void a_prefix_within_another_is_refused() {
    assertThatThrownBy(() -> new DigestSettings(true, List.of("incoming/", "incoming/a/")))
        .hasMessageContaining("waybill.digest.server-prefixes: must name no prefix within another");
  }

  private DigestSettings load() {
    return folder.signed("").load().settings().digest();
  }
}
