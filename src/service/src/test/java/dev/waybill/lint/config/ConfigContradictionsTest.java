package dev.waybill.lint.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.lint.LintFinding;
import dev.waybill.settings.SettingEntry;
import dev.waybill.settings.SettingsException;
import dev.waybill.settings.SettingsLoader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConfigContradictionsTest {
  @TempDir Path home;

  @ParameterizedTest
  @CsvSource({
    "waybill.raw.bucket, caa304-provenance, waybill.provenance.bucket",
    "waybill.log.bucket, caa304-raw-data, waybill.log.bucket",
    "waybill.dead-letter-queue, caa304-raw-data-events, waybill.dead-letter-queue",
    "waybill.fixity.queue, caa304-raw-data-events-dlq, waybill.fixity.queue",
  })
  void rejectsOneNameForTwoThings(String key, String value, String reported) {
    assertThat(findings(Map.of(key, value)))
        .singleElement()
        .satisfies(it -> assertThat(it.check()).isEqualTo("contradiction"))
        .satisfies(it -> assertThat(it.id()).isEqualTo(reported));
  }

  @ParameterizedTest
  @CsvSource({
    "waybill.audit.enabled, false, waybill.audit.concurrent, 2",
    "waybill.audit.enabled, false, waybill.trail.every, 2h",
    "waybill.audit.enabled, false, waybill.reconcile.every, 1d",
    "waybill.record-log.enabled, false, waybill.record-log.check-every, 2m",
    "waybill.record-log.enabled, false, waybill.reconcile.since, 3d",
    "waybill.record-log.enabled, false, waybill.fixity.every, 20d",
    "waybill.fixity.enabled, false, waybill.fixity.workers, 2",
    "waybill.fixity.enabled, false, waybill.drill.every, 1d",
    "waybill.digest.mode, both, waybill.digest.server-prefixes, incoming/a/",
    "waybill.cluster.election, none, waybill.cluster.folder, x",
    "waybill.cluster.election, file, waybill.cluster.lease, x",
    "waybill.raw.retention, 0s, waybill.raw.retention-mode, COMPLIANCE",
    "waybill.record-log.timestamp-authority, none, waybill.record-log.timestamp-every, 2h",
    "waybill.record-log.policy, none, waybill.record-log.witness-interval, 1m",
    "waybill.reconcile.inventory, none, waybill.reconcile.inventory-max-age, 3d",
    "waybill.alert.mail.host, none, waybill.alert.mail.port, 25",
    "waybill.alert.sns.topic, none, waybill.alert.sns.least, high",
    "waybill.alert.slack.url, none, waybill.alert.slack.least, high",
  })
  void warnsOfValueWithoutEffect(String key, String value, String unused, String given) {
    assertThat(findings(Map.of(key, value, unused, given)))
        .singleElement()
        .satisfies(it -> assertThat(it.check()).isEqualTo("no-effect"))
        .satisfies(it -> assertThat(it.id()).isEqualTo(unused))
        .satisfies(it -> assertThat(it.problem()).contains("because waybill."));
  }

  @Test
  void warnsOfLongLivedKeysOutsideOfAnEmulator() {
    Map<String, String> set = Map.of("waybill.identity.allow-long-lived", "true");
    List<SettingEntry> entries = entries(set);

    assertThat(new ConfigContradictions(entries, Map.of(), false).findings()).hasSize(1);
    assertThat(new ConfigContradictions(entries, Map.of(), true).findings()).isEmpty();
    assertThat(
            new ConfigContradictions(entries, Map.of("AWS_ENDPOINT_URL", "http://a"), false)
                .findings())
        .isEmpty();
  }

  @Test
  void warnsOfSecretInAFile() {
    SettingEntry inFile =
        new SettingEntry("waybill.signing.password", "x", "config/application.properties:3", true);

    assertThat(new ConfigContradictions(List.of(inFile), Map.of(), false).findings())
        .singleElement()
        .hasToString(
            "config/application.properties:3: warning secret-in-file: waybill.signing.password: is a"
                + " secret in a file that people copy; set it in the environment"
                + " (WAYBILL_SIGNING_PASSWORD)");
  }

  @Test
  void acceptsDefaultsAndSwitches() {
    assertThat(findings(Map.of())).isEmpty();
    assertThat(findings(Map.of("waybill.audit.enabled", "false"))).isEmpty();
    assertThat(
            findings(
                Map.of("waybill.record-log.enabled", "false", "waybill.fixity.enabled", "false")))
        .isEmpty();
  }

  private List<LintFinding> findings(Map<String, String> set) {
    return new ConfigContradictions(entries(set), Map.of(), false).findings();
  }

  /** Values of the settings also when a record of settings rejects them. */
  private List<SettingEntry> entries(Map<String, String> set) {
    Map<String, String> all = new HashMap<>(set);
    all.putIfAbsent("waybill.signing.password", "x");
    try {
      return new SettingsLoader(home, Map.of()).loadWithoutSigning(all).entries();
    } catch (SettingsException e) {
      return e.entries();
    }
  }
}
