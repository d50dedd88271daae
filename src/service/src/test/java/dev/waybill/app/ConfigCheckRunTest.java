package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.lint.LintFinding;
import dev.waybill.settings.SettingsLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigCheckRunTest {
  @TempDir Path home;

  @Test
  void reportsEveryFileThatCannotBeUsed() throws IOException {
    Files.writeString(home.resolve("no.p12"), "no keystore");
    Files.writeString(home.resolve("no.keys"), "no keys");
    Files.writeString(home.resolve("no.trust"), "\u0000");

    List<LintFinding> findings =
        findings(
            Map.of(
                "waybill.signing.keystore", "no.p12",
                "waybill.record-log.keys", "no.keys",
                "waybill.trust.keys", "no.trust"));

    assertThat(findings)
        .extracting(LintFinding::id)
        .containsExactly(
            "waybill.signing.keystore", "waybill.trust.keys", "waybill.record-log.keys");
    assertThat(findings).allSatisfy(it -> assertThat(it.check()).isEqualTo("file"));
  }

  @Test
  void reportsTuningOfUnknownAudit() {
    assertThat(findings(Map.of("waybill.audit.x-99.enabled", "false")))
        .anySatisfy(it -> assertThat(it.problem()).contains("x-99"));
  }

  @Test
  void reportsFolderThatCannotBeWritten() throws IOException {
    Files.writeString(home.resolve("file"), "");

    assertThat(
            findings(
                Map.of(
                    "waybill.alerts.file", "file/alerts.jsonl",
                    "waybill.cluster.election", "file",
                    "waybill.cluster.folder", "file/cluster")))
        .extracting(LintFinding::id)
        .contains("waybill.alerts.file", "waybill.cluster.folder");
  }

  private List<LintFinding> findings(Map<String, String> set) {
    Map<String, String> all = new HashMap<>(set);
    all.putIfAbsent("waybill.signing.keystore", "absent.p12");
    all.put("waybill.signing.password", "x");
    all.put("waybill.signing.alias", "x");
    return new ConfigCheckRun().files(home, new SettingsLoader(home, Map.of()).load(all));
  }
}
