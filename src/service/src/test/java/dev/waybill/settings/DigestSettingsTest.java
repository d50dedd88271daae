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
  private static final long MIB = 1 << 20;

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
    assertThatThrownBy(
            () -> new DigestSettings(true, List.of("incoming/", "incoming/a/"), ChunkSettings.NONE))
        .hasMessageContaining("waybill.digest.server-prefixes: must name no prefix within another");
  }

  @Test
  void statesChunksOfObjectsAbove256MiB() {
    ChunkSettings chunks = load().chunks();

    assertThat(chunks.sizeFor(256 * MIB)).isNull();
    assertThat(chunks.sizeFor(256 * MIB + 1)).isEqualTo(64 * MIB);
    assertThat(chunks.sizeFor(5L << 40)).isEqualTo(512 * MIB);
  }

  @Test
  void statesNoChunksWhenTheLimitIsZero() {
    folder.commandLine.put("waybill.digest.chunks-above", "0");

    assertThat(load().chunks().sizeFor(5L << 40)).isNull();
  }

  @Test
  void statesNoSingleChunk() {
    folder.commandLine.put("waybill.digest.chunks-above", "1B");

    assertThat(load().chunks().sizeFor(MIB)).isNull();
    assertThat(load().chunks().sizeFor(MIB + 1)).isEqualTo(MIB);
  }

  @Test
  void dividesObjectsAboveAnotherLimitIntoSeveralChunksOfAtMost64MiB() {
    folder.commandLine.put("waybill.digest.chunks-above", "100MiB");
    assertThat(load().chunks().sizeFor(100 * MIB + 1)).isEqualTo(25 * MIB);

    folder.commandLine.put("waybill.digest.chunks-above", "5GiB");
    assertThat(load().chunks().sizeFor(6L << 30)).isEqualTo(64 * MIB);
  }

  @Test
  void rejectsNegativeLimit() {
    assertThatThrownBy(() -> new ChunkSettings(-1))
        .hasMessageContaining("waybill.digest.chunks-above");
  }

  private DigestSettings load() {
    return folder.signed("").load().settings().digest();
  }
}
