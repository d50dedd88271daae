package dev.waybill.settings;

import static dev.waybill.settings.SettingValues.present;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loader of the configuration. Sources in rising precedence: built-in defaults, {@code
 * config/application.properties}, with the local profile {@code
 * config/application-local.properties}, environment variables {@code WAYBILL_…} that are not blank,
 * the command line. A file that is missing in the home directory is read from the copy packaged
 * with the program.
 */
public final class SettingsLoader {
  private static final Logger LOG = LoggerFactory.getLogger(SettingsLoader.class);
  private static final String MAIN_FILE = "config/application.properties";
  private static final String LOCAL_FILE = "config/application-local.properties";
  private static final String LOCAL_DEFAULT = "default of the local profile";

  /** Origin of the placeholders for a signing key that a command does not need. */
  static final String NOT_SIGNING = "not set; nothing is signed";

  private final Path home;
  private final Map<String, String> environment;
  private final Consumer<String> warnings;

  /**
   * @param home directory that holds {@code config/}; relative paths in settings start at it
   * @param environment environment variables of the process
   */
  public SettingsLoader(Path home, Map<String, String> environment) {
    this(home, environment, LOG::warn);
  }

  /**
   * @param home directory that holds {@code config/}; relative paths in settings start at it
   * @param environment environment variables of the process
   * @param warnings receives a line for each setting that has no effect any more
   */
  public SettingsLoader(Path home, Map<String, String> environment, Consumer<String> warnings) {
    this.home = home;
    this.environment = EnvironmentVariables.withValue(environment);
    this.warnings = warnings;
  }

  /**
   * Loads the configuration of a real deployment.
   *
   * @param overrides {@code waybill.*} keys given on the command line
   * @throws SettingsException with every problem of the configuration
   */
  public LoadedSettings load(Map<String, String> overrides) {
    SettingLayers layers = new SettingLayers(SettingCatalogue.all());
    readFile(layers, MAIN_FILE);
    return finish(layers, overrides);
  }

  /**
   * Loads the configuration for a command that signs nothing. The signing key may be missing, see
   * {@link LoadedSettings#hasSigningKey}.
   *
   * @param overrides {@code waybill.*} keys given on the command line
   * @throws SettingsException with every problem of the configuration
   */
  public LoadedSettings loadWithoutSigning(Map<String, String> overrides) {
    SettingLayers layers = new SettingLayers(SettingCatalogue.all());
    layers.putDefault(ServiceDeclarations.KEYSTORE, "not-set", NOT_SIGNING);
    layers.putDefault(ServiceDeclarations.KEYSTORE_PASSWORD, "not-set", NOT_SIGNING);
    layers.putDefault(ServiceDeclarations.KEY_ALIAS, "not-set", NOT_SIGNING);
    readFile(layers, MAIN_FILE);
    return finish(layers, overrides);
  }

  /**
   * Loads the configuration of the local profile. By default the keys are below {@code data/keys/}
   * and alerts are appended to {@code data/alerts.jsonl}.
   *
   * @param data data directory of the local cloud
   * @param overrides {@code waybill.*} keys given on the command line
   * @throws SettingsException with every problem of the configuration
   */
  public LoadedSettings loadLocal(Path data, Map<String, String> overrides) {
    SettingLayers layers = new SettingLayers(SettingCatalogue.all());
    putLocal(layers, ServiceDeclarations.KEYSTORE, data.resolve("keys").resolve("signing.p12"));
    putLocal(layers, RecordLogDeclarations.KEYS, data.resolve("keys").resolve("record-log.keys"));
    layers.putDefault(ServiceDeclarations.CLUSTER_ELECTION, "file", LOCAL_DEFAULT);
    putLocal(layers, ServiceDeclarations.CLUSTER_FOLDER, data.resolve("cluster"));
    putLocal(layers, AlertDeclarations.ALERTS_FILE, data.resolve("alerts.jsonl"));
    readFile(layers, MAIN_FILE);
    readFile(layers, LOCAL_FILE);
    return finish(layers, overrides);
  }

  private static void putLocal(SettingLayers layers, SettingDeclaration<?> setting, Path path) {
    layers.putDefault(setting, path.toAbsolutePath().toString(), LOCAL_DEFAULT);
  }

  /**
   * Parses a duration as operators write it, for an option of a command.
   *
   * @throws IllegalArgumentException whose message describes the legal values
   */
  public static Duration duration(String text, Duration min, Duration max) {
    return Units.duration(min, max).parse(text);
  }

  /** Returns a duration as operators write it, in the largest unit that divides it. */
  public static String show(Duration duration) {
    return Units.show(duration);
  }

  private LoadedSettings finish(SettingLayers layers, Map<String, String> overrides) {
    layers.addEnvironment(environment);
    new TreeMap<>(overrides).forEach((key, value) -> layers.put(key, value, "command line"));
    layers.removed().forEach(warnings);
    SigningKeyUri.apply(layers);
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
        layers.addFile(PropertiesFile.parse(name, Files.readString(file)));
      } else {
        readPackaged(layers, name);
      }
    } catch (IOException e) {
      layers.add(new SettingProblem(name, "file", null, "must be a readable file in UTF-8", null));
    } catch (InvalidSettingException e) {
      layers.add(new SettingProblem(e.key(), "line", null, "must be " + e.expected(), null));
    }
  }

  private static void readPackaged(SettingLayers layers, String name) throws IOException {
    try (InputStream in = SettingsLoader.class.getResourceAsStream("/waybill/" + name)) {
      if (in != null) {
        String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        layers.addFile(PropertiesFile.parse("packaged " + name, text));
      }
    }
  }

  private @Nullable Settings build(SettingValues values, SettingLayers layers) {
    CustodyScopes scopes = values.build(() -> ScopeAssembly.scopes(values, layers));
    ProvenanceSettings provenance = values.build(() -> SettingsAssembly.provenance(values));
    QueueSettings queue = values.build(() -> SettingsAssembly.queue(values));
    DigestSettings digest = values.build(() -> SettingsAssembly.digest(values));
    PromotionSettings promotion = values.build(() -> SettingsAssembly.promotion(values));
    SigningSettings signing = values.build(() -> SettingsAssembly.signing(values, home));
    RecordLogSettings recordLog = values.build(() -> SettingsAssembly.recordLog(values, home));
    FixitySettings fixity = values.build(() -> SettingsAssembly.fixity(values));
    BackfillSettings backfill = values.build(() -> SettingsAssembly.backfill(values));
    DrillSettings drill = values.build(() -> SettingsAssembly.drill(values, present(fixity)));
    ReconcileSettings reconcile = values.build(() -> SettingsAssembly.reconcile(values));
    TrailSettings digestChain = values.build(() -> SettingsAssembly.digestChain(values));
    CanarySettings canary = values.build(() -> SettingsAssembly.canary(values));
    AuditSettings audit = values.build(() -> SettingsAssembly.audit(values));
    AuditRunSettings auditRuns = values.build(() -> SettingsAssembly.auditRuns(values, layers));
    boolean inPod = environment.containsKey("KUBERNETES_SERVICE_HOST");
    ClusterSettings cluster = values.build(() -> SettingsAssembly.cluster(values, home, inPod));
    IncidentSettings incidents = values.build(() -> SettingsAssembly.incidents(values));
    SinkSettings sinks = values.build(() -> SinkSettingsAssembly.sinks(values, home));
    return values.build(
        () ->
            new Settings(
                present(scopes),
                present(provenance),
                present(queue),
                present(digest),
                present(promotion),
                present(signing),
                present(recordLog),
                present(fixity),
                present(backfill),
                present(drill),
                present(reconcile),
                present(digestChain),
                values.get(StorageDeclarations.LOG_BUCKET),
                values.get(StorageDeclarations.KMS_KEY),
                values.get(StorageDeclarations.KMS_REQUIRE),
                values.get(ServiceDeclarations.BUCKET_OWNER),
                values.get(ServiceDeclarations.ALLOW_LONG_LIVED),
                values.get(ServiceDeclarations.MANAGEMENT_HOST),
                values.get(ServiceDeclarations.MANAGEMENT_PORT),
                new StatusSettings(
                    values.get(StatusDeclarations.ENABLED), values.get(StatusDeclarations.NAMES)),
                values.get(ServiceDeclarations.LOG_FORMAT),
                values.get(ServiceDeclarations.SHUTDOWN_TIMEOUT),
                present(audit),
                present(auditRuns),
                present(cluster),
                values.get(ServiceDeclarations.SERVICE_ROLE),
                present(canary),
                SettingsAssembly.alertsFile(values, home),
                present(incidents),
                present(sinks)));
  }
}
