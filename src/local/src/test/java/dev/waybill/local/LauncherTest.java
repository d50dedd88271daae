package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher {@code bin/waybill} beside programs of every place in which it looks. */
final class LauncherTest {
  @TempDir Path folder;
  private Path launcher;

  private record Ended(int code, String out, String err) {}

  @BeforeEach
  void copyLauncher() throws IOException {
    launcher = folder.resolve("bin/waybill");
    Files.createDirectories(launcher.getParent());
    Files.copy(Path.of("bin/waybill"), launcher);
    assertThat(launcher.toFile().setExecutable(true)).isTrue();
  }

  @Test
  void saysThatNothingIsBuilt() throws Exception {
    Ended ended = run(Map.of(), launcher, "doctor");

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).startsWith("waybill: nothing is built: run ./mvnw package in ");
    assertThat(ended.out()).isEmpty();
  }

  @Test
  void passesArgumentsAndExitCode() throws Exception {
    program("target/waybill.jar");

    Ended ended = run(Map.of(), launcher, "verify", "s3://b/a key", "", "$HOME *");

    assertThat(ended.code()).isEqualTo(7);
    assertThat(ended.out()).isEqualTo("property=null [verify] [s3://b/a key] [] [$HOME *]\n");
  }

  @Test
  void passesOptionsOfTheJvm() throws Exception {
    program("target/waybill-local.jar");

    Ended ended = run(Map.of("JAVA_OPTS", "-Xmx64m -Dprobe=set"), launcher);

    assertThat(ended.out()).isEqualTo("property=set\n");
  }

  @Test
  void followsLinks() throws Exception {
    program("waybill.jar");
    Path link = Files.createSymbolicLink(folder.resolve("link"), launcher);
    Path relative = Files.createSymbolicLink(folder.resolve("again"), Path.of("link"));

    assertThat(run(Map.of(), link, "a").code()).isEqualTo(7);
    assertThat(run(Map.of(), relative, "a").out()).endsWith("[a]\n");
  }

  @Test
  void rejectsJavaHomeWithoutJava() throws Exception {
    program("target/waybill.jar");

    Ended ended = run(Map.of("JAVA_HOME", folder.toString()), launcher);

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains("JAVA_HOME: " + folder + " has no bin/java");
  }

  @Test
  void saysThatThereIsNoJava() throws Exception {
    program("target/waybill.jar");
    Path tools = Files.createDirectory(folder.resolve("tools"));
    for (String tool : List.of("sh", "dirname", "readlink")) {
      Files.createSymbolicLink(tools.resolve(tool), Path.of("/usr/bin", tool));
    }

    Ended ended = run(Map.of("PATH", tools.toString(), "JAVA_HOME", ""), launcher);

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains("there is no java in the path");
  }

  private void program(String name) throws IOException {
    Path jar = folder.resolve(name);
    Files.createDirectories(jar.getParent());
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, LauncherProbe.class.getName());
    String type = LauncherProbe.class.getName().replace('.', '/') + ".class";
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest);
        InputStream in = LauncherProbe.class.getResourceAsStream("/" + type)) {
      out.putNextEntry(new JarEntry(type));
      in.transferTo(out);
    }
  }

  private Ended run(Map<String, String> environment, Path program, String... args)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of(program.toString()));
    words.addAll(List.of(args));
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(words).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().putAll(environment);
    int code = builder.start().waitFor();
    return new Ended(
        code,
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }
}
