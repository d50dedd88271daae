package dev.waybill.startup;

import dev.waybill.record.object.DeploymentDigests;
import dev.waybill.record.object.Sha256;
import dev.waybill.settings.HomeFolder;
import dev.waybill.settings.LoadedSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Digests of the files and settings that a service starts with.
 *
 * <p>The digest of a set of files is that of their list as {@code sha256sum} prints it, sorted by
 * path, so that it can be computed without Waybill. A setting counts as a file with its key as path
 * and its value as content.
 */
public final class DeploymentFiles {
  /** Keys that are no settings of Waybill have no declaration that says whether they are secret. */
  private static final Pattern MAYBE_SECRET =
      Pattern.compile("(?i).*(pass|pwd|secret|token|credential|private|key).*");

  private DeploymentFiles() {}

  /** Computes the digests of the home directory's files and of the effective settings. */
  public static DeploymentDigests digests(Path home, LoadedSettings loaded) {
    return new DeploymentDigests(digest(routes(home)), digest(settings(loaded)), digest(sql(home)));
  }

  private static Map<String, String> routes(Path home) {
    Map<String, String> files = new TreeMap<>(new HomeFolder(home, "routes").files(".camel.yaml"));
    files.putAll(new HomeFolder(home, "routes/extensions").own(".camel.yaml"));
    return files;
  }

  private static Map<String, String> sql(Path home) {
    Map<String, String> files = new TreeMap<>();
    for (String folder :
        new String[] {"sql/audits", "sql/reconcile", "sql/schema", "sql/schema/variants"}) {
      files.putAll(new HomeFolder(home, folder).files(".sql"));
    }
    return files;
  }

  /** Leaves out secrets: the digest of a short one could be guessed. */
  private static Map<String, String> settings(LoadedSettings loaded) {
    Map<String, String> values = new TreeMap<>();
    loaded.entries().stream()
        .filter(entry -> !entry.secret())
        .forEach(entry -> values.put(entry.key(), entry.value()));
    loaded.others().forEach((key, value) -> putUnlessSecret(values, key, value));
    return values;
  }

  private static void putUnlessSecret(Map<String, String> values, String key, String value) {
    if (!MAYBE_SECRET.matcher(key).matches()) {
      values.put(key, value);
    }
  }

  /** Returns the digest of a list with one line for each file. */
  static Sha256 digest(Map<String, String> textByPath) {
    return Sha256.hash(
        new TreeMap<>(textByPath)
            .entrySet().stream()
                .map(file -> Sha256.hash(file.getValue()) + "  " + file.getKey() + "\n")
                .collect(Collectors.joining()));
  }
}
