package dev.waybill.settings;

import static dev.waybill.settings.SettingValues.present;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the configuration. Rising precedence: built-in defaults, {@code
 * config/application.properties}, with the local profile {@code
 * config/application-local.properties}, environment variables {@code WAYBILL_…}, the command line.
 * A file missing in the home directory is read from the copy packaged with the program.
 */
public final class SettingsLoader {
  private static final String MAIN_FILE = "config/application.properties";
  private static final String LOCAL_FILE = "config/application-local.properties";
  static final String NOT_SIGNING = "not set; nothing is signed";
  private final Path home;
  private final Map<String, String> environment;

  /**
   * @param home where {@code config/} is; relative paths in settings are resolved against it
   * @param environment the process's environment variables
   */
  public SettingsLoader(Path home, Map<String, String> environment) {
    this.home = home;
    this.environment = Map.copyOf(environment);
  }

  /**
   * The configuration of a real deployment.
   *
   * @param overrides {@code waybill.*} keys given on the command line
   * @throws SettingsException naming everything that is wrong
   */
  public LoadedSettings load(Map<String, String> overrides) {
    SettingLayers layers = new SettingLayers();
    readFile(layers, MAIN_FILE);
    return finish(layers, overrides);
  }

  /**
   * The configuration for a command that signs nothing: as {@link #load}, but the signing key may
   * be missing, see {@link LoadedSettings#hasSigningKey}.
   *
   * @param overrides {@code waybill.*} keys given on the command line
   * @throws SettingsException naming everything that is wrong
   */
  public LoadedSettings loadWithoutSigning(Map<String, String> overrides) {
    SettingLayers layers = new SettingLayers();
    for (Key<?> key : List.of(Keys.KEYSTORE, Keys.KEYSTORE_PASSWORD, Keys.KEY_ALIAS)) {
      layers.put(key.name(), "not-set", NOT_SIGNING);
    }
    readFile(layers, MAIN_FILE);
    return finish(layers, overrides);
  }

  /**
   * The local profile's configuration. The signing key is at {@code data/keys/signing.p12} and
   * alerts go to {@code data/alerts.jsonl} unless a source says otherwise.
   *
   * @param data the local cloud's data directory
   * @param overrides {@code waybill.*} keys given on the command line
   * @throws SettingsException naming everything that is wrong
   */
  public LoadedSettings loadLocal(Path data, Map<String, String> overrides) {
    SettingLayers layers = new SettingLayers();
    layers.put(
        Keys.KEYSTORE.name(),
        data.resolve("keys").resolve("signing.p12").toAbsolutePath().toString(),
        "default of the local profile");
    layers.put(Keys.CLUSTER_ELECTION.name(), "file", "default of the local profile");
    layers.put(
        Keys.CLUSTER_FOLDER.name(),
        data.resolve("cluster").toAbsolutePath().toString(),
        "default of the local profile");
    layers.put(
        Keys.ALERTS_FILE.name(),
        data.resolve("alerts.jsonl").toAbsolutePath().toString(),
        "default of the local profile");
    readFile(layers, MAIN_FILE);
    readFile(layers, LOCAL_FILE);
    return finish(layers, overrides);
  }

  /**
   * A duration as operators write it, for an option of a command.
   *
   * @throws IllegalArgumentException whose message says what would be right
   */
  public static Duration duration(String text, Duration least, Duration most) {
    return Units.duration(least, most).apply(text);
  }

  /** A duration as operators write it, in the largest unit that divides it. */
  public static String show(Duration duration) {
    return Units.show(duration);
  }

  private LoadedSettings finish(SettingLayers layers, Map<String, String> overrides) {
    layers.environment(environment);
    new TreeMap<>(overrides).forEach((key, value) -> layers.put(key, value, "command line"));
    Settings settings = build(new SettingValues(layers), layers);
    if (settings == null || !layers.problems().isEmpty()) {
      throw new SettingsException(layers.problems(), layers.entries());
    }
    return new LoadedSettings(settings, layers.entries(), layers.others());
  }

  private void readFile(SettingLayers layers, String name) {
    try {
      Path file = home.resolve(name);
      if (Files.exists(file)) {
        layers.file(PropertiesFile.parse(name, Files.readString(file)));
      } else {
        readPackaged(layers, name);
      }
    } catch (IOException e) {
      layers.problem(
          new SettingProblem(name, "file", null, "must be a readable file in UTF-8", null));
    } catch (InvalidSettingException e) {
      layers.problem(new SettingProblem(e.key(), "line", null, "must be " + e.expected(), null));
    }
  }

  private static void readPackaged(SettingLayers layers, String name) throws IOException {
    try (InputStream in = SettingsLoader.class.getResourceAsStream("/waybill/" + name)) {
      if (in != null) {
        String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        layers.file(PropertiesFile.parse("packaged " + name, text));
      }
    }
  }

  private @Nullable Settings build(SettingValues values, SettingLayers layers) {
    RawSettings raw = values.build(() -> SettingGroups.raw(values));
    ProvenanceSettings provenance = values.build(() -> SettingGroups.provenance(values));
    QueueSettings queue = values.build(() -> SettingGroups.queue(values));
    DigestSettings digest = values.build(() -> SettingGroups.digest(values));
    PromotionSettings promotion = values.build(() -> SettingGroups.promotion(values));
    SigningSettings signing = values.build(() -> SettingGroups.signing(values, home));
    CanarySettings canary = values.build(() -> SettingGroups.canary(values));
    AuditSettings audit = values.build(() -> SettingGroups.audit(values));
    AuditRunSettings auditRuns = values.build(() -> SettingGroups.auditRuns(values, layers));
    boolean inPod = environment.containsKey("KUBERNETES_SERVICE_HOST");
    ClusterSettings cluster = values.build(() -> SettingGroups.cluster(values, home, inPod));
    IncidentSettings incidents = values.build(() -> SettingGroups.incidents(values));
    SinkSettings sinks = values.build(() -> SinkGroups.sinks(values, home));
    return values.build(
        () ->
            new Settings(
                present(raw),
                present(provenance),
                present(queue),
                present(digest),
                present(promotion),
                present(signing),
                values.get(Keys.LOG_BUCKET),
                values.get(Keys.KMS_KEY),
                values.get(Keys.KMS_REQUIRE),
                values.get(Keys.DIRECT),
                values.get(Keys.ALLOW_LONG_LIVED),
                values.get(Keys.MANAGEMENT_HOST),
                values.get(Keys.MANAGEMENT_PORT),
                values.get(Keys.SHUTDOWN_TIMEOUT),
                present(audit),
                present(auditRuns),
                present(cluster),
                values.get(Keys.SERVICE_ROLE),
                present(canary),
                SettingGroups.alertsFile(values, home),
                present(incidents),
                present(sinks)));
  }
}
