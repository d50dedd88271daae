package dev.waybill.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the program in a process of its own, whose locale is C. */
final class LocaleTest {
  @TempDir Path folder;

  @Test
  void showsPercentEncodedSpellingOfKeyThatTheLocaleCannotRepresent() throws Exception {
    assumeThat(Path.of("/proc/self/cmdline")).exists();
    Path errors = folder.resolve("errors");
    ProcessBuilder process =
        new ProcessBuilder(
                "sh",
                "-c",
                "exec \"$0\" -XX:TieredStopAtLevel=1 -cp \"$1\" dev.waybill.app.Waybill verify"
                    + " \"s3://raw/$(printf 'caf\\303\\251.bin')\"",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                System.getProperty("java.class.path"))
            .redirectError(errors.toFile())
            .redirectOutput(folder.resolve("output").toFile());
    process.environment().put("LC_ALL", "C");
    // Without them the command could reach no account, whatever it does.
    process.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
    Process running = process.start();

    assertThat(running.waitFor(60, TimeUnit.SECONDS)).isTrue();
    String printed = new String(Files.readAllBytes(errors), UTF_8);
    assertThat(printed).contains("or write s3://raw/caf%C3%A9.bin");
    assertThat(running.exitValue()).isEqualTo(2);
  }
}
