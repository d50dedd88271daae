package dev.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LogConfigurationTest {
  private static final String PROPERTY = "log4j2.configurationFile";
  private static final String FORMAT = "waybill.log.format";
  @TempDir Path home;
  private String before;

  @BeforeEach
  void remember() {
    before = System.getProperty(PROPERTY);
    System.clearProperty(PROPERTY);
  }

  @AfterEach
  void restore() {
    System.clearProperty(FORMAT);
    if (before == null) {
      System.clearProperty(PROPERTY);
    } else {
      System.setProperty(PROPERTY, before);
    }
  }

  @Test
  void prefersTheFileOfTheHomeDirectory() throws Exception {
    new Shell(home).run("run");
    assertThat(System.getProperty(PROPERTY)).isNull();

    Files.createDirectories(home.resolve("config"));
    Path file = Files.writeString(home.resolve("config/log4j2.properties"), "");
    new Shell(home).run("run");
    assertThat(System.getProperty(PROPERTY)).isEqualTo(file.toUri().toString());
  }

  @Test
  void keepsFileGivenOnTheJavaCommandLine() throws Exception {
    Files.createDirectories(home.resolve("config"));
    Files.writeString(home.resolve("config/log4j2.properties"), "");
    System.setProperty(PROPERTY, "mine");

    new Shell(home).run("run");

    assertThat(System.getProperty(PROPERTY)).isEqualTo("mine");
  }

  @Test
  void readsFormatBeforeAllOtherSettings() throws Exception {
    assertThat(formatAfter("run")).isEqualTo("text");
    assertThat(formatAfter("run", "--set", "waybill.log.format=json")).isEqualTo("json");
    assertThat(formatAfter("run", "--set", "waybill.log.format=xml")).isEqualTo("text");

    Files.createDirectories(home.resolve("config"));
    Path file = home.resolve("config/application.properties");
    Files.writeString(file, "waybill.log.format = json\n");
    assertThat(formatAfter("run")).isEqualTo("json");
    assertThat(formatAfter("run", "--set", "waybill.log.format=text")).isEqualTo("text");
    Files.writeString(file, "waybill.log.format=\\u00\n");
    assertThat(formatAfter("run")).isEqualTo("text");
  }

  @Test
  void readsFormatFromTheEnvironment() {
    Shell shell = new Shell(home);
    shell.environment.put("WAYBILL_LOG_FORMAT", "json");

    shell.run("run");

    assertThat(System.getProperty(FORMAT)).isEqualTo("json");
  }

  private String formatAfter(String... args) {
    new Shell(home).run(args);
    return System.getProperty(FORMAT);
  }
}
