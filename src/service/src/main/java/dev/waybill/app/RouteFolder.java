package dev.waybill.app;

import dev.waybill.lint.LintFinding;
import dev.waybill.settings.HomeFolder;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Route files of a home directory, read one by one, so that one bad file does not hide the others.
 *
 * @param files text by path from the home directory
 * @param findings files that cannot be read, or that the service ignores
 * @param isPackaged true when the home directory has no routes and the packaged ones run
 */
record RouteFolder(Map<String, String> files, List<LintFinding> findings, boolean isPackaged) {
  static final String FOLDER = "routes";
  static final String SUFFIX = ".camel.yaml";
  private static final long MAX_BYTES = 1 << 20;

  RouteFolder {
    files = Map.copyOf(files);
    findings = List.copyOf(findings);
  }

  static RouteFolder of(Path home) throws IOException {
    Path folder = home.resolve(FOLDER);
    if (!Files.isDirectory(folder)) {
      return new RouteFolder(shipped(home), List.of(), true);
    }
    Map<String, String> files = new TreeMap<>();
    List<LintFinding> findings = new ArrayList<>();
    readAll(folder, FOLDER, files, findings);
    Path extensions = folder.resolve(RouteFiles.EXTENSIONS);
    if (Files.isDirectory(extensions)) {
      readAll(extensions, FOLDER + "/" + RouteFiles.EXTENSIONS, files, findings);
    }
    return new RouteFolder(files, findings, false);
  }

  private static void readAll(
      Path folder, String path, Map<String, String> files, List<LintFinding> findings)
      throws IOException {
    try (Stream<Path> inside = Files.list(folder)) {
      for (Path file : inside.sorted().toList()) {
        String name = path + "/" + file.getFileName();
        if (!(name.equals(FOLDER + "/" + RouteFiles.EXTENSIONS) && Files.isDirectory(file))) {
          read(file, name, files, findings);
        }
      }
    }
  }

  /** Returns the routes of this release, by path. */
  static Map<String, String> shipped(Path home) {
    return new HomeFolder(home, FOLDER).packaged(SUFFIX);
  }

  private static void read(
      Path file, String name, Map<String, String> files, List<LintFinding> findings) {
    if (!name.endsWith(SUFFIX)) {
      findings.add(
          LintFinding.warning(
              "ignored-file",
              name,
              0,
              null,
              "the service does not read it",
              "name it *" + SUFFIX + ", or remove it"));
      return;
    }
    try {
      if (Files.size(file) > MAX_BYTES) {
        findings.add(unreadable(name, "the file is larger than " + MAX_BYTES + " bytes"));
      } else {
        files.put(name, Files.readString(file));
      }
    } catch (CharacterCodingException e) {
      findings.add(unreadable(name, "the file is not UTF-8"));
    } catch (IOException e) {
      findings.add(unreadable(name, "the file cannot be read (" + e + ")"));
    }
  }

  private static LintFinding unreadable(String name, String problem) {
    return LintFinding.error("yaml", name, 0, null, problem, "restore it");
  }
}
