package dev.waybill.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.settings.ProvenanceSettings.RetentionMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources of the configuration and their precedence. */
final class SettingsLoaderTest {
  @TempDir Path home;
  private ConfigurationFolder folder;

  @BeforeEach
  void folder() {
    folder = new ConfigurationFolder(home);
  }

  @Test
  void usesTheReferenceDeploymentByDefault() {
    Settings settings = folder.signed("").load().settings();

    assertThat(settings.raw())
        .isEqualTo(
            new RawSettings(
                "caa304-raw-data",
                "incoming/",
                "processed/",
                "test/",
                new TemporaryNames(List.of("*.part", "*.filepart", "*.tmp", "_temporary/")),
                null,
                null));
    assertThat(settings.provenance())
        .isEqualTo(
            new ProvenanceSettings(
                "caa304-provenance",
                Duration.ofDays(365),
                RetentionMode.GOVERNANCE,
                Duration.ofDays(90)));
    assertThat(settings.promotion()).isEqualTo(new PromotionSettings(5L << 30, 256L << 20, 8));
    assertThat(settings.allowLongLived()).isFalse();
    assertThat(settings.managementHost()).isEqualTo("127.0.0.1");
    assertThat(settings.audit())
        .isEqualTo(
            new AuditSettings(
                "caa304-data-events",
                "caa304-audit",
                "caa304_audit",
                "s3://caa304-athena-results/",
                10L << 30));
  }

  @Test
  void prefersLaterSourcesAndNamesThemAsTheOrigin() {
    folder.signed("waybill.queue=from-file\n");
    assertQueue("from-file", "config/application.properties:4");

    folder.environment.put("WAYBILL_QUEUE", "from-environment");
    assertQueue("from-environment", "environment WAYBILL_QUEUE");

    folder.commandLine.put("waybill.queue", "from-command-line");
    assertQueue("from-command-line", "command line");
  }

  @Test
  void takesBlankVariableForUnset() {
    folder.signed("waybill.queue=from-file\n");
    folder.environment.put("WAYBILL_QUEUE", " ");
    folder.environment.put("WAYBILL_UNKNOWN", "");
    folder.environment.put("KUBERNETES_SERVICE_HOST", "");

    assertQueue("from-file", "config/application.properties:4");
    assertThat(folder.load().settings().cluster().election())
        .isEqualTo(ClusterSettings.Election.NONE);
  }

  @Test
  void prefersTheLocalFileInTheLocalProfileOnly() {
    folder.signed("waybill.queue=main\n").file("application-local.properties", "waybill.queue=loc");

    assertThat(folder.load().settings().queue().name()).isEqualTo("main");
    assertThat(folder.loadLocal().settings().queue().name()).isEqualTo("loc");
  }

  @Test
  void loadsTheLocalProfileWithoutAnyConfiguration() throws Exception {
    Files.delete(home.resolve("config/application.properties"));

    Settings settings = folder.loadLocal().settings();

    assertThat(settings.signing().keystore()).isEqualTo(home.resolve("data/keys/signing.p12"));
    assertThat(settings.signing().password()).isEqualTo(new Secret("waybill-local"));
    assertThat(settings.signing().alias()).isEqualTo("waybill");
    assertThat(settings.managementHost()).isEqualTo("127.0.0.1");
    assertThat(settings.allowLongLived()).isTrue();
  }

  @Test
  void readsMissingFileFromThePackagedCopyAndNamesTheCopy() {
    assertThat(folder.loadLocal().entries())
        .filteredOn(entry -> entry.key().equals("waybill.signing.alias"))
        .singleElement()
        .satisfies(
            entry ->
                assertThat(entry.origin())
                    .startsWith("packaged config/application-local.properties:"));
  }

  @Test
  void usesSigningKeyOnlyIfSetForACommandThatSignsNothing() {
    SettingsLoader loader = new SettingsLoader(home, folder.environment);
    assertThat(loader.loadWithoutSigning(Map.of()).settings().signing().keystore()).doesNotExist();
    assertThat(loader.loadWithoutSigning(Map.of()).hasSigningKey()).isFalse();

    folder.signed("");
    assertThat(loader.loadWithoutSigning(Map.of()).settings().signing().alias()).isEqualTo("k");
    assertThat(loader.loadWithoutSigning(Map.of()).hasSigningKey()).isTrue();
  }

  @Test
  void expectsSigningKeyWhenOneSigningSettingIsGiven() {
    SettingsLoader loader = new SettingsLoader(home, folder.environment);
    Map<String, String> one = Map.of("waybill.signing.keystore", "gone.p12");

    assertThat(loader.loadWithoutSigning(one).hasSigningKey()).isTrue();
  }

  @Test
  void switchesOffAuditOfClaimsWhereNoCallIsClaimed() {
    assertThat(folder.signed("").load().settings().auditRuns().tuning("PL-07").enabled()).isTrue();
    assertThat(
            folder
                .signed("waybill.claims.every=0s\nwaybill.audit.PL-07.severity=low\n")
                .load()
                .settings()
                .auditRuns()
                .tuning("PL-07")
                .enabled())
        .isFalse();
  }

  @Test
  void resolvesRelativeKeystoreAgainstTheHomeDirectory() {
    assertThat(folder.signed("").load().settings().signing().keystore())
        .isEqualTo(home.resolve("signing.p12"));
  }

  @Test
  void readsVariableWithUnderscoresForDashes() {
    folder.signed("").environment.put("WAYBILL_PROMOTION_SINGLE_COPY_LIMIT", "1");

    assertThat(folder.load().settings().promotion().singleCopyLimit()).isEqualTo(1);
  }

  @Test
  void ignoresKubernetesServiceVariables() {
    folder.signed("").environment.put("WAYBILL_SERVICE_HOST", "10.0.0.1");
    folder.environment.put("WAYBILL_SERVICE_PORT_HTTP", "8080");
    folder.environment.put("WAYBILL_PORT", "tcp://10.0.0.1:8080");
    folder.environment.put("WAYBILL_PORT_8080_TCP_ADDR", "10.0.0.1");

    assertThat(folder.load().settings().managementPort()).isEqualTo(8080);
  }

  @Test
  void masksSecretsWhereverSettingsArePrinted() {
    LoadedSettings loaded = folder.signed("").load();

    assertThat(loaded.toString()).doesNotContain("correct horse");
    assertThat(loaded.settings().signing().password().reveal()).isEqualTo("correct horse");
    assertThat(loaded.placeholders().values()).doesNotContain("correct horse");
  }

  @Test
  void passesOtherKeysToCamel() {
    LoadedSettings loaded = folder.signed("camel.main.name=w\nsqs.wait=3\n").load();

    assertThat(loaded.passThrough())
        .hasSize(2)
        .containsEntry("camel.main.name", "w")
        .containsEntry("sqs.wait", "3");
    assertThat(loaded.placeholders())
        .containsEntry("sqs.wait", "3")
        .containsEntry("waybill.raw.bucket", "caa304-raw-data");
  }

  private void assertQueue(String name, String origin) {
    LoadedSettings loaded = folder.load();
    assertThat(loaded.settings().queue().name()).isEqualTo(name);
    assertThat(loaded.entries()).contains(new SettingEntry("waybill.queue", name, origin, false));
  }
}
