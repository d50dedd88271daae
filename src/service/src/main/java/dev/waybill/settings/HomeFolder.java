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
 * A folder of the home directory; where there is none, the copy that the program carries.
 *
 * @param home may lack the folder
 * @param folder such as {@code sql/audits}
 */
public record HomeFolder(Path home, String folder) {
  private static final String PACKAGED = "waybill/";

  /**
   * Its files of one kind, not those of folders in it.
   *
   * @param suffix of their names, such as {@code .sql}
   * @return text by path from the home directory, in the order of their names; empty when there is
   *     no file
   * @throws UncheckedIOException when one cannot be read, or is no UTF-8
   */
  public Map<String, String> files(String suffix) {
    Path there = home.resolve(folder);
    try {
      return Files.isDirectory(there) ? ofFolder(there, suffix) : packaged(program(), suffix);
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be read: " + e.getMessage(), e);
    }
  }

  private Map<String, String> ofFolder(Path there, String suffix) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.list(there)) {
      for (Path file : files.filter(it -> named(it.toString(), suffix)).toList()) {
        texts.put(folder + "/" + file.getFileName(), read(file));
      }
    }
    return texts;
  }

  private static boolean named(String path, String suffix) {
    return path.endsWith(suffix);
  }

  private static String read(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (MalformedInputException e) {
      throw new IOException(file.getFileName() + " is no UTF-8", e);
    }
  }

  /**
   * @param program a folder or a jar that has the copy
   */
  Map<String, String> packaged(Path program, String suffix) throws IOException {
    if (Files.isDirectory(program)) {
      Path copy = program.resolve(PACKAGED + folder);
      return Files.isDirectory(copy) ? ofFolder(copy, suffix) : Map.of();
    }
    Map<String, String> texts = new TreeMap<>();
    String prefix = PACKAGED + folder + "/";
    try (JarFile jar = new JarFile(program.toFile())) {
      for (ZipEntry entry : jar.stream().filter(it -> it.getName().startsWith(prefix)).toList()) {
        String name = entry.getName().substring(prefix.length());
        if (name.indexOf('/') < 0 && named(name, suffix)) {
          try (InputStream in = jar.getInputStream(entry)) {
            texts.put(folder + "/" + name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
          }
        }
      }
    }
    return texts;
  }

  /** The jar or the folder of classes that this is run from. */
  private static Path program() throws IOException {
    CodeSource source = HomeFolder.class.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      throw new IOException("the program does not know where it is run from");
    }
    try {
      return Path.of(source.getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IOException("the program is run from no file", e);
    }
  }
}
