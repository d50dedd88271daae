package dev.waybill.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Packaged Waybill with the files and flags of the image: the jar, the native signing library, the
 * class archive and the entrypoint of the Dockerfile. The Java runtime is that of this machine.
 */
final class PackagedWaybill {
  /** Folder of the program in the image. */
  private static final String IMAGE_FOLDER = "/opt/waybill";

  /** The Dockerfile builds the image for trying Waybill, too. */
  private static final Pattern ENTRYPOINT =
      Pattern.compile("(?ms)^FROM [^\\n]* AS service$.*?^ENTRYPOINT (\\[[^\\n]*])$");

  private static final Pattern LIBRARY =
      Pattern.compile(
          (System.getProperty("os.arch").equals("aarch64") ? "native/linux-aarch_64/" : "")
              + "com/amazon/corretto/crypto/provider/([^/]+\\.so)");

  private final Path folder;
  private final Path jar;
  private final Path archive;

  private PackagedWaybill(Path folder) {
    this.folder = folder;
    jar = folder.resolve("waybill.jar");
    archive = folder.resolve("waybill.jsa");
  }

  /**
   * Returns the program that the last build packaged, with a class archive.
   *
   * @param data folder for data of the training run
   */
  static PackagedWaybill prepare(Path data) throws IOException, InterruptedException {
    Path built = Path.of("target", "waybill.jar");
    if (!Files.exists(built)) {
      throw new IOException(built + " is missing; run ./mvnw package");
    }
    PackagedWaybill packaged =
        new PackagedWaybill(Files.createDirectories(BenchOptions.folder().resolve("image")));
    // An archive is valid for one jar at one path, and creating it is slow.
    if (!packaged.isBuiltFrom(built)) {
      packaged.install(built);
      packaged.createArchive(data);
    }
    return packaged;
  }

  private boolean isBuiltFrom(Path built) throws IOException {
    return Files.exists(archive)
        && Files.getLastModifiedTime(jar).equals(Files.getLastModifiedTime(built))
        && Files.size(jar) == Files.size(built);
  }

  private void install(Path built) throws IOException {
    boolean unused = Files.deleteIfExists(archive);
    Files.copy(built, jar, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
    Path libraries = Files.createDirectories(folder.resolve("lib"));
    try (JarFile open = new JarFile(jar.toFile())) {
      for (JarEntry entry : open.stream().toList()) {
        Matcher library = LIBRARY.matcher(entry.getName());
        if (library.matches()) {
          try (InputStream in = open.getInputStream(entry)) {
            long unusedSize =
                Files.copy(
                    in, libraries.resolve(library.group(1)), StandardCopyOption.REPLACE_EXISTING);
          }
        }
      }
    }
  }

  /** Creates the archive with the script that also builds the image. */
  private void createArchive(Path data) throws IOException, InterruptedException {
    Path local = Path.of("target", "waybill-local.jar").toAbsolutePath();
    Path temporary = Files.createDirectories(data.resolve("training"));
    ProcessBuilder builder =
        new ProcessBuilder(
                "bash",
                "deploy/container/archive.sh",
                Jvm.java(),
                jar.toString(),
                local.toString(),
                archive.toString())
            .redirectErrorStream(true)
            .redirectOutput(Jvm.log("archive"));
    ConsumerProcess.clear(builder.environment());
    builder.environment().put("TMPDIR", temporary.toString());
    int code = builder.start().waitFor();
    if (code != 0 || !Files.exists(archive)) {
      throw new IOException(
          "the class archive was not created (exit code " + code + "); see " + Jvm.log("archive"));
    }
  }

  Consumer consumer() throws IOException {
    List<String> command = new ArrayList<>();
    for (String word : entrypoint()) {
      command.add(word.equals("java") ? Jvm.java() : word.replace(IMAGE_FOLDER, folder.toString()));
    }
    command.add("run");
    return new Consumer("Waybill, packaged", 1, command, Map.of());
  }

  private static List<String> entrypoint() throws IOException {
    Matcher found = ENTRYPOINT.matcher(Files.readString(Path.of("Dockerfile")));
    if (!found.find()) {
      throw new IOException("the Dockerfile has no ENTRYPOINT in JSON form of the image service");
    }
    return List.of(new ObjectMapper().readValue(found.group(1), String[].class));
  }
}
