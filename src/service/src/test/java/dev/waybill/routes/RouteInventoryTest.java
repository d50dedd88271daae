package dev.waybill.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class RouteInventoryTest {
  private static final String SUFFIX = ".camel.yaml";

  @Test
  void coversEachRouteFileByOneTestClass() throws Exception {
    List<String> covered =
        tests().stream()
            .flatMap(it -> Stream.of(it.getAnnotation(CoversRoutes.class).value()))
            .toList();

    assertThat(covered).containsExactlyInAnyOrderElementsOf(files());
  }

  @Test
  void declaresRoutesOnlyAtClassesThatRunAsTests() throws Exception {
    assertThat(tests())
        .isNotEmpty()
        .allMatch(ShippedRouteTest.class::isAssignableFrom)
        .allMatch(it -> it.getSimpleName().endsWith("Test"));
  }

  /** Returns the classes of this package that declare routes, read from their compiled files. */
  private static List<Class<?>> tests() throws Exception {
    Path folder = Path.of(RouteInventoryTest.class.getResource("").toURI());
    List<Class<?>> tests = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.class")) {
      for (Path file : files) {
        String name = file.getFileName().toString().replace(".class", "");
        Class<?> type = Class.forName(RouteInventoryTest.class.getPackageName() + "." + name);
        if (type.isAnnotationPresent(CoversRoutes.class)) {
          tests.add(type);
        }
      }
    }
    return tests;
  }

  private static List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("routes"))) {
      return files
          .map(it -> it.getFileName().toString())
          .map(it -> it.endsWith(SUFFIX) ? it.substring(0, it.length() - SUFFIX.length()) : it)
          .toList();
    }
  }
}
