package dev.waybill.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.app.RouteBeans;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Beans of the route files: the fakes of this package must not hide a method that is missing. */
final class RouteBeansTest {
  private static final Pattern CALL = Pattern.compile("\\bref: (\\w+)\\s+method: (\\w+)");
  private static final Pattern BEAN = Pattern.compile("\\bref: ");

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("routes"))) {
      return files.toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void callsOnlyPublicMethodsOfRealBeans(Path file) throws IOException {
    String route = Files.readString(file);

    assertThat(CALL.matcher(route).results().count())
        .as("bean references with a method directly below")
        .isEqualTo(BEAN.matcher(route).results().count());
    assertThat(CALL.matcher(route).results())
        .allSatisfy(
            call -> {
              assertThat(RouteBeans.CALLED).containsKey(call.group(1));
              assertThat(RouteBeans.CALLED.get(call.group(1)).getMethods())
                  .extracting(Method::getName)
                  .contains(call.group(2));
            });
  }
}
