package dev.waybill.localcloud.athena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.localcloud.athena.bridge.SqlEngine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the isolation of the engine's libraries. */
final class EngineLoaderTest {
  @AfterEach
  void clearProperty() {
    System.clearProperty(EngineJars.PROPERTY);
  }

  @Test
  void onlyTheEngineSeesItsLibraries() throws Exception {
    for (String name : List.of("io.trino.spi.Page", "io.airlift.slice.Slice")) {
      assertThatThrownBy(() -> Class.forName(name)).isInstanceOf(ClassNotFoundException.class);
    }
    try (EngineLoader loader = EngineLoader.open()) {
      assertThat(loader.loadClass("io.trino.spi.Page").getClassLoader()).isSameAs(loader);
      Class<?> engine = loader.loadClass("dev.waybill.localcloud.athena.engine.TrinoEngine");
      assertThat(engine.getClassLoader()).isSameAs(loader);
      assertThat(loader.loadClass(SqlEngine.class.getName())).isSameAs(SqlEngine.class);
      for (String name :
          List.of(SqlChecker.class.getName(), "software.amazon.awssdk.core.SdkClient")) {
        assertThatThrownBy(() -> loader.loadClass(name)).isInstanceOf(ClassNotFoundException.class);
      }
      assertThat(loader.loadClass("com.fasterxml.jackson.databind.ObjectMapper"))
          .isNotSameAs(com.fasterxml.jackson.databind.ObjectMapper.class);
    }
  }

  @Test
  void closedEngineLeavesNoThreadAndPrintsNothing() {
    Set<Thread> before = threads();
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = System.out;
    PrintStream err = System.err;
    PrintStream capture = new PrintStream(printed, true, StandardCharsets.UTF_8);
    System.setOut(capture);
    System.setErr(capture);
    try (SqlChecker checker = SqlChecker.open(List.of(), "audit")) {
      assertThat(checker.check("SELECT 1")).isInstanceOf(SqlAccepted.class);
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () -> {
              Set<Thread> remaining = threads();
              remaining.removeAll(before);
              assertThat(remaining)
                  .filteredOn(it -> it.getContextClassLoader() instanceof EngineLoader)
                  .isEmpty();
            });
  }

  private static Set<Thread> threads() {
    return new HashSet<>(Thread.getAllStackTraces().keySet());
  }

  @Test
  void missingJarsAreAMissingEngine(@TempDir Path folder) throws IOException {
    assertThat(EngineJars.find()).isPresent();
    System.setProperty(EngineJars.PROPERTY, folder.resolve("none").toString());
    assertThat(EngineJars.find()).isEmpty();
    Path list = Files.writeString(folder.resolve("list"), folder.resolve("gone.jar") + "\n");
    System.setProperty(EngineJars.PROPERTY, list.toString());
    assertThat(EngineJars.find()).isEmpty();
    assertThatThrownBy(() -> SqlChecker.open(List.of(), "audit"))
        .isInstanceOf(EngineMissingException.class)
        .hasMessageContaining("./mvnw")
        .hasMessageContaining("-D" + EngineJars.PROPERTY);
    System.setProperty(EngineJars.PROPERTY, folder.toString());
    assertThat(EngineJars.find()).isEmpty();
    Path jar = Files.createFile(folder.resolve("a.jar"));
    assertThat(EngineJars.find()).contains(List.of(jar));
  }
}
