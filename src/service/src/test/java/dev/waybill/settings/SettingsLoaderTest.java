package dev.waybill.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.settings.ProvenanceSettings.RetentionMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where values come from and which one wins. */
final class SettingsLoaderTest {
  @TempDir Path home;
  private ConfigurationFolder folder;

  @BeforeEach
  void folder() {
    folder = new ConfigurationFolder(home);
  }

  @Test
  void without_any_source_the_reference_deployment_is_meant() {
    Settings settings = folder.signed("").load().settings();

    assertThat(settings.raw())
        .isEqualTo(new RawSettings("caa304-raw-data", "incoming/", "processed/", "test/"));
    assertThat(settings.provenance())
        .isEqualTo(
            new ProvenanceSettings(
                "caa304-provenance", Duration.ofDays(365), RetentionMode.GOVERNANCE));
    assertThat(settings.promotion()).isEqualTo(new PromotionSettings(5L << 30, 256L << 20, 8));
    assertThat(settings.allowLongLived()).isFalse();
    assertThat(settings.managementHost()).isEqualTo("0.0.0.0");
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
  void each_source_outranks_the_one_before_and_is_named_as_the_origin() {
    folder.signed("waybill.queue=from-file\n");
    assertQueue("from-file", "config/application.properties:4");

    folder.environment.put("WAYBILL_QUEUE", "from-environment");
    assertQueue("from-environment", "environment WAYBILL_QUEUE");

    folder.commandLine.put("waybill.queue", "from-command-line");
    assertQueue("from-command-line", "command line");
  }

  @Test
  void the_local_profile_outranks_the_main_file_and_only_when_asked_for() {
    folder.signed("waybill.queue=main\n").file("application-local.properties", "waybill.queue=loc");

    assertThat(folder.load().settings().queue().name()).isEqualTo("main");
    assertThat(folder.loadLocal().settings().queue().name()).isEqualTo("loc");
  }

  @Test
  void the_local_profile_starts_with_nothing_configured() throws Exception {
    Files.delete(home.resolve("config/application.properties"));

    Settings settings = folder.loadLocal().settings();

    assertThat(settings.signing().keystore()).isEqualTo(home.resolve("data/keys/signing.p12"));
    assertThat(settings.signing().password()).isEqualTo(new Secret("waybill-local"));
    assertThat(settings.signing().alias()).isEqualTo("waybill");
    assertThat(settings.managementHost()).isEqualTo("127.0.0.1");
    assertThat(settings.allowLongLived()).isTrue();
  }

  @Test
  void a_missing_file_is_read_from_the_packaged_copy_and_says_so() {
    assertThat(folder.loadLocal().entries())
        .filteredOn(entry -> entry.key().equals("waybill.management.host"))
        .singleElement()
        .satisfies(
            entry ->
                assertThat(entry.origin())
                    .startsWith("packaged config/application-local.properties:"));
  }

  @Test
  void a_command_that_signs_nothing_needs_no_signing_key_and_takes_one_if_set() {
    SettingsLoader loader = new SettingsLoader(home, folder.environment);
    assertThat(loader.loadWithoutSigning(Map.of()).settings().signing().keystore()).doesNotExist();
    assertThat(loader.loadWithoutSigning(Map.of()).hasSigningKey()).isFalse();

    folder.signed("");
    assertThat(loader.loadWithoutSigning(Map.of()).settings().signing().alias()).isEqualTo("k");
    assertThat(loader.loadWithoutSigning(Map.of()).hasSigningKey()).isTrue();
  }

  @Test
  void one_signing_setting_alone_shows_that_a_key_is_meant() {
    SettingsLoader loader = new SettingsLoader(home, folder.environment);
    Map<String, String> one = Map.of("waybill.signing.keystore", "gone.p12");

    assertThat(loader.loadWithoutSigning(one).hasSigningKey()).isTrue();
  }

  @Test
  void a_relative_keystore_is_meant_from_home() {
    assertThat(folder.signed("").load().settings().signing().keystore())
        .isEqualTo(home.resolve("signing.p12"));
  }

  @Test
  void dashes_in_a_key_are_underscores_in_its_variable() {
    folder.signed("").environment.put("WAYBILL_PROMOTION_SINGLE_COPY_LIMIT", "1");

    assertThat(folder.load().settings().promotion().singleCopyLimit()).isEqualTo(1);
  }

  @Test
  void variables_that_kubernetes_makes_for_a_service_named_waybill_are_not_ours() {
    folder.signed("").environment.put("WAYBILL_SERVICE_HOST", "10.0.0.1");
    folder.environment.put("WAYBILL_SERVICE_PORT_HTTP", "8080");
    folder.environment.put("WAYBILL_PORT", "tcp://10.0.0.1:8080");
    folder.environment.put("WAYBILL_PORT_8080_TCP_ADDR", "10.0.0.1");

    assertThat(folder.load().settings().managementPort()).isEqualTo(8080);
  }

  @Test
  void secrets_are_masked_wherever_settings_are_printed() {
    LoadedSettings loaded = folder.signed("").load();

    assertThat(loaded.toString()).doesNotContain("correct horse");
    assertThat(loaded.settings().signing().password().reveal()).isEqualTo("correct horse");
    assertThat(loaded.placeholders().values()).doesNotContain("correct horse");
  }

  @Test
  void keys_that_are_not_ours_are_left_to_camel() {
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
