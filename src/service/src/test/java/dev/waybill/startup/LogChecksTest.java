package dev.waybill.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.log.InMemoryLogStore;
import dev.waybill.log.LogPaths;
import dev.waybill.log.StoredObject;
import dev.waybill.record.log.LogPolicy;
import dev.waybill.settings.RecordLogSettings;
import dev.waybill.settings.SettingsLoader;
import dev.waybill.signing.LogKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks of the log's keys and policy. */
final class LogChecksTest {
  private static final String ORIGIN = "caa304-provenance/log";

  private final InMemoryLogStore store = new InMemoryLogStore();
  private final Map<String, String> overrides = new HashMap<>();
  @TempDir Path folder;

  private RecordLogSettings settings() {
    return new SettingsLoader(folder, Map.of()).loadLocal(folder, overrides).settings().recordLog();
  }

  private LogKeys createKeys() throws IOException {
    RecordLogSettings settings = settings();
    assertThat(LogKeys.create(settings.keys(), settings.origin())).isTrue();
    return LogKeys.read(settings.keys(), settings.origin(), Clock.systemUTC());
  }

  private String text(String key) {
    return store
        .find(key)
        .map(StoredObject::content)
        .map(it -> new String(it, StandardCharsets.UTF_8))
        .orElse("absent");
  }

  @Test
  void readsNothingWhenTheLogIsSwitchedOff() {
    overrides.put("waybill.record-log.enabled", "false");

    assertThat(LogChecks.identity(settings())).isEmpty();
  }

  @Test
  void rejectsMissingKeysWithTheSettingAndTheFix() {
    assertThatThrownBy(() -> LogChecks.identity(settings()))
        .isInstanceOf(StartupException.class)
        .hasMessageStartingWith("waybill.record-log.keys: ")
        .hasMessageContaining(settings().keys().toString())
        .hasMessageContaining("waybill log key");
  }

  @Test
  void rejectsKeysOfAnotherLog() throws IOException {
    createKeys();
    overrides.put("waybill.record-log.origin", "example.org/other");

    assertThatThrownBy(() -> LogChecks.identity(settings()))
        .isInstanceOf(StartupException.class)
        .hasMessageStartingWith("waybill.record-log.keys: ")
        .hasMessageContainingAll(ORIGIN, "example.org/other");
  }

  @Test
  void publishesKeysAndPolicyOfTheLogAlone() throws IOException {
    LogKeys keys = createKeys();

    LogChecks.publish(store, LogChecks.identity(settings()).orElseThrow());

    assertThat(text(LogPaths.VKEYS))
        .isEqualTo(keys.keys().get(0) + "\n" + keys.keys().get(1) + "\n");
    LogPolicy policy = LogPolicy.parse(text(LogPaths.POLICY).getBytes(StandardCharsets.UTF_8));
    assertThat(policy.logs()).hasSize(2);
    assertThat(policy.witnesses()).isEmpty();
  }

  @Test
  void writesNothingWhenTheSameIsPublished() throws IOException {
    createKeys();
    LogIdentity identity = LogChecks.identity(settings()).orElseThrow();
    LogChecks.publish(store, identity);
    long versions = store.versions(LogPaths.PREFIX).count();

    LogChecks.publish(store, identity);

    assertThat(store.versions(LogPaths.PREFIX)).hasSize((int) versions);
  }

  @Test
  void leavesPublishedKeysOfAnotherLog() throws IOException {
    createKeys();
    store.put(LogPaths.VKEYS, "other".getBytes(StandardCharsets.UTF_8));

    LogChecks.publish(store, LogChecks.identity(settings()).orElseThrow());

    assertThat(text(LogPaths.VKEYS)).isEqualTo("other");
  }

  @Test
  void replacesPublishedPolicyByThatOfTheFile() throws IOException {
    LogKeys keys = createKeys();
    LogChecks.publish(store, LogChecks.identity(settings()).orElseThrow());
    String own = "# witnesses follow\nlog " + keys.keys().get(0) + "\nquorum none\n";
    policy(own);

    LogChecks.publish(store, LogChecks.identity(settings()).orElseThrow());

    assertThat(text(LogPaths.POLICY)).isEqualTo(own);
  }

  @Test
  void rejectsPolicyWithoutAKeyOfTheLog() throws IOException {
    LogKeys keys = createKeys();
    LogKeys other = LogKeys.generate(ORIGIN, Clock.systemUTC());
    policy("log " + other.keys().get(0) + "\nquorum none\n");

    assertThatThrownBy(() -> LogChecks.identity(settings()))
        .isInstanceOf(StartupException.class)
        .hasMessageStartingWith("waybill.record-log.policy: ")
        .hasMessageEndingWith("add the line: log " + keys.keys().get(0));
  }

  @Test
  void rejectsUnreadablePolicyWithItsLine() throws IOException {
    createKeys();
    policy("quorum some\n");

    assertThatThrownBy(() -> LogChecks.identity(settings()))
        .isInstanceOf(StartupException.class)
        .hasMessageStartingWith("waybill.record-log.policy: " + folder.resolve("policy"))
        .hasMessageContaining("line 1");
  }

  @Test
  void rejectsMissingPolicy() throws IOException {
    createKeys();
    overrides.put("waybill.record-log.policy", folder.resolve("absent").toString());

    assertThatThrownBy(() -> LogChecks.identity(settings()))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("cannot be read (NoSuchFileException)");
  }

  private void policy(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("policy"), text);
    overrides.put("waybill.record-log.policy", file.toString());
  }
}
