package dev.waybill.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.app.RouteBeans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Catalogue of the beans, compared with what the wiring binds. */
final class BoundBeansTest {
  private static final Path APP = Path.of("src/service/src/main/java/dev/waybill/app");
  private static final Pattern BOUND =
      Pattern.compile("(?:main|registry)\\.bind\\(\\s*\"(\\w+)\"|String BEAN = \"(\\w+)\"");

  @Test
  void listsEveryBeanThatTheServiceBinds() throws IOException {
    Set<String> bound = new TreeSet<>();
    try (Stream<Path> files = Files.list(APP)) {
      for (Path file : files.toList()) {
        BOUND
            .matcher(Files.readString(file))
            .results()
            .forEach(it -> bound.add(it.group(1) == null ? it.group(2) : it.group(1)));
      }
    }
    Set<String> listed = new TreeSet<>(RouteBeans.CALLED.keySet());
    listed.addAll(RouteBeans.REFERRED);

    assertThat(bound).isEqualTo(listed);
  }
}
