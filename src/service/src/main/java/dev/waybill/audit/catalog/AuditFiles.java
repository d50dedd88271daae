package dev.waybill.audit.catalog;

import dev.waybill.settings.HomeFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Files of the audits: the packaged ones, and those of the home directory, which add to them or
 * replace them by the id with which a file name starts.
 */
public final class AuditFiles {
  private static final String SUFFIX = ".sql";
  private static final Pattern NAME = Pattern.compile("(?:.*/)?([A-Z][A-Z0-9]*-\\d{2,})-[^/]*");

  private AuditFiles() {}

  /**
   * Returns the texts by path from the home directory, sorted by path.
   *
   * @throws UncheckedIOException when a file cannot be read
   */
  public static Map<String, String> all(Path home) {
    HomeFolder folder = new HomeFolder(home, AuditCatalog.FOLDER);
    Map<String, String> own = folder.own(SUFFIX);
    Set<String> replaced =
        own.keySet().stream().map(AuditFiles::id).collect(Collectors.toUnmodifiableSet());
    Map<String, String> files = new TreeMap<>(folder.packaged(SUFFIX));
    files.keySet().removeIf(it -> replaced.contains(id(it)));
    files.putAll(own);
    return files;
  }

  /**
   * Returns the one file that a person names, as {@link #all} does.
   *
   * @param wanted an audit's id, in any case, or the path of a file from the home directory or from
   *     the working directory
   * @throws UnknownAuditException when there is no such audit and no such file
   */
  public static Map<String, String> one(Path home, String wanted) {
    Map<String, String> named = new TreeMap<>(all(home));
    named
        .keySet()
        .removeIf(
            it ->
                !it.equals(wanted)
                    && !id(it).toUpperCase(Locale.ROOT).equals(wanted.toUpperCase(Locale.ROOT)));
    return named.isEmpty() ? Map.of(wanted, read(Path.of(wanted))) : named;
  }

  /** Returns the id with which a file name starts; the path itself for any other name. */
  private static String id(String path) {
    Matcher name = NAME.matcher(path);
    return name.matches() ? name.group(1) : path;
  }

  private static String read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new UnknownAuditException(
          "there is no audit and no file "
              + file
              + "; list the audits with waybill audit list, or name a file");
    }
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read as UTF-8", e);
    }
  }
}
