package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.lint.LintFinding;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that the service reads as routes, and files that it does not read. */
final class RouteFolderTest {
  @TempDir Path home;
  private Path routes;

  @BeforeEach
  void createFolder() throws Exception {
    routes = Files.createDirectories(home.resolve("routes"));
    Files.writeString(routes.resolve("10-intake.camel.yaml"), "[]");
  }

  @Test
  void readsExtensionsAsStartDoes() throws Exception {
    Path extensions = Files.createDirectories(routes.resolve("extensions"));
    Files.writeString(extensions.resolve("own.camel.yaml"), "[]");

    RouteFolder folder = RouteFolder.of(home);

    assertThat(folder.files())
        .containsOnlyKeys("routes/10-intake.camel.yaml", "routes/extensions/own.camel.yaml");
    assertThat(folder.findings()).isEmpty();
    assertThat(RouteFiles.patterns(home).split(",")).hasSize(2);
  }

  @Test
  void warnsOfFilesThatServiceDoesNotRead() throws Exception {
    Path extensions = Files.createDirectories(routes.resolve("extensions"));
    Files.writeString(extensions.resolve("own.yaml"), "[]");
    Files.createDirectories(extensions.resolve("deeper"));
    Files.createDirectories(routes.resolve("other"));

    assertThat(RouteFolder.of(home).findings())
        .allMatch(it -> it.check().equals("ignored-file"))
        .extracting(LintFinding::file)
        .containsExactlyInAnyOrder(
            "routes/extensions/own.yaml", "routes/extensions/deeper", "routes/other");
  }

  @Test
  void warnsOfFileNamedLikeFolderOfExtensions() throws Exception {
    Files.writeString(routes.resolve("extensions"), "[]");

    assertThat(RouteFolder.of(home).findings())
        .extracting(LintFinding::file)
        .containsExactly("routes/extensions");
  }
}
