package dev.waybill.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class RouteInventoryTest {
  private static final String SUFFIX = ".camel.yaml";

  @Test
  void coversEachRouteFileByOneTestClass() throws IOException {
    List<String> covered =
        tests()
            .flatMap(it -> Stream.of(it.getAnnotationOfType(CoversRoutes.class).value()))
            .toList();

    assertThat(covered).containsExactlyInAnyOrderElementsOf(files());
  }

  @Test
  void declaresRoutesOnlyAtClassesThatRunAsTests() {
    assertThat(tests())
        .isNotEmpty()
        .allMatch(it -> it.isAssignableTo(ShippedRouteTest.class))
        .allMatch(it -> it.getSimpleName().endsWith("Test"));
  }

  private static Stream<JavaClass> tests() {
    return new ClassFileImporter()
        .importPackages(RouteInventoryTest.class.getPackageName()).stream()
            .filter(it -> it.isAnnotatedWith(CoversRoutes.class));
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
