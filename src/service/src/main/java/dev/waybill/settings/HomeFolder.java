package dev.waybill.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * Folder of the home directory. When the folder is missing, the copy packaged with the program is
 * used.
 *
 * @param home home directory, which may lack the folder
 * @param folder relative path, such as {@code sql/audits}
 */
public record HomeFolder(Path home, String folder) {
  private static final String PACKAGED = "waybill/";

  /**
   * Reads the files with one suffix, without those of subfolders.
   *
   * @param suffix end of the files' names, such as {@code .sql}
   * @return text by path from the home directory, sorted by path; empty when there is no file
   * @throws UncheckedIOException when a file cannot be read or is not UTF-8
   */
  public Map<String, String> files(String suffix) {
    return Files.isDirectory(home.resolve(folder)) ? own(suffix) : packaged(suffix);
  }

  /** Reads the files of the home directory as {@link #files} does; empty without the folder. */
  public Map<String, String> own(String suffix) {
    Path inHome = home.resolve(folder);
    return read(() -> Files.isDirectory(inHome) ? readFolder(inHome, suffix) : Map.of());
  }

  /** Reads the packaged files as {@link #files} does. */
  public Map<String, String> packaged(String suffix) {
    return read(() -> readPackaged(program(), suffix));
  }

  private Map<String, String> read(FolderReader reader) {
    try {
      return reader.read();
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be read: " + e.getMessage(), e);
    }
  }

  @FunctionalInterface
  private interface FolderReader {
    Map<String, String> read() throws IOException;
  }

  private Map<String, String> readFolder(Path path, String suffix) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.list(path)) {
      for (Path file : files.filter(it -> hasSuffix(it.toString(), suffix)).toList()) {
        texts.put(folder + "/" + file.getFileName(), read(file));
      }
    }
    return texts;
  }

  private static boolean hasSuffix(String path, String suffix) {
    return path.endsWith(suffix);
  }

  private static String read(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (MalformedInputException e) {
      throw new IOException(file.getFileName() + " is not UTF-8", e);
    }
  }

  /**
   * Reads the packaged files.
   *
   * @param program folder or jar that holds the copy
   */
  Map<String, String> readPackaged(Path program, String suffix) throws IOException {
    if (Files.isDirectory(program)) {
      Path copy = program.resolve(PACKAGED + folder);
      return Files.isDirectory(copy) ? readFolder(copy, suffix) : Map.of();
    }
    Map<String, String> texts = new TreeMap<>();
    String prefix = PACKAGED + folder + "/";
    try (JarFile jar = new JarFile(program.toFile())) {
      for (ZipEntry entry : jar.stream().filter(it -> it.getName().startsWith(prefix)).toList()) {
        String name = entry.getName().substring(prefix.length());
        if (name.indexOf('/') < 0 && hasSuffix(name, suffix)) {
          try (InputStream in = jar.getInputStream(entry)) {
            texts.put(folder + "/" + name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
          }
        }
      }
    }
    return texts;
  }

  /** Returns the jar or the folder of classes that the program runs from. */
  private static Path program() throws IOException {
    CodeSource source = HomeFolder.class.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      throw new IOException("the location of the program is unknown");
    }
    try {
      return Path.of(source.getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IOException("the program does not run from a file", e);
    }
  }
}
