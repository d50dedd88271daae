package dev.waybill.camel.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.lint.LintFinding;
import dev.waybill.lint.route.RouteSources;
import dev.waybill.settings.HomeFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ShippedRoutesLintTest {
  @Test
  void acceptsEveryShippedRoute() {
    RouteSources shipped =
        new RouteSources(new HomeFolder(Path.of(""), "routes").files(".camel.yaml"));

    List<LintFinding> findings =
        new RouteModel(Set.of("log", "file"), true)
            .check(shipped, key -> key.startsWith("waybill."), Set.of());

    assertThat(findings).isEmpty();
  }
}
