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
 * Waybill as operators start it: the jar, the library that signs and the archive of what a start
 * loads, laid out as in the image, with the flags of the Dockerfile's entrypoint. The runtime is
 * this machine's.
 */
final class PackagedWaybill {
  /** The image's name for the folder. */
  private static final String IN_IMAGE = "/opt/waybill";

  private static final Pattern ENTRYPOINT = Pattern.compile("(?m)^ENTRYPOINT (\\[.*])$");
  private static final Pattern LIBRARY =
      Pattern.compile("com/amazon/corretto/crypto/provider/([^/]+\\.so)");

  private final Path folder;
  private final Path jar;
  private final Path archive;

  private PackagedWaybill(Path folder) {
    this.folder = folder;
    jar = folder.resolve("waybill.jar");
    archive = folder.resolve("waybill.jsa");
  }

  /**
   * Returns the program that the last build packaged.
   *
   * @param data the folder for data of the training run
   */
  static PackagedWaybill make(Path data) throws IOException, InterruptedException {
    Path built = Path.of("target", "waybill.jar");
    if (!Files.exists(built)) {
      throw new IOException(built + " is not there: ./mvnw package makes it");
    }
    PackagedWaybill packaged =
        new PackagedWaybill(Files.createDirectories(Scale.folder().resolve("image")));
    // An archive holds for one jar at one place, and is much slower to make than to use.
    if (!packaged.isOf(built)) {
      packaged.lay(built);
      packaged.train(data);
    }
    return packaged;
  }

  private boolean isOf(Path built) throws IOException {
    return Files.exists(archive)
        && Files.getLastModifiedTime(jar).equals(Files.getLastModifiedTime(built))
        && Files.size(jar) == Files.size(built);
  }

  private void lay(Path built) throws IOException {
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

  /** Makes the archive with the script that the image's build uses. */
  private void train(Path data) throws IOException, InterruptedException {
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
      throw new IOException("no archive was made (" + code + "); see " + Jvm.log("archive"));
    }
  }

  Consumer consumer() throws IOException {
    List<String> command = new ArrayList<>();
    for (String word : entrypoint()) {
      command.add(word.equals("java") ? Jvm.java() : word.replace(IN_IMAGE, folder.toString()));
    }
    command.add("run");
    return new Consumer("Waybill, packaged", 1, command, Map.of());
  }

  private static List<String> entrypoint() throws IOException {
    Matcher found = ENTRYPOINT.matcher(Files.readString(Path.of("Dockerfile")));
    if (!found.find()) {
      throw new IOException("the Dockerfile has no entrypoint as this reads it");
    }
    return List.of(new ObjectMapper().readValue(found.group(1), String[].class));
  }
}
