package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.waybill.cli.RoutesService.Difference;
import dev.waybill.lint.LintFinding;
import dev.waybill.settings.HomeFolder;
import dev.waybill.settings.LoadedSettings;
import dev.waybill.settings.SettingsLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RoutesRunTest {
  private static final String OWN =
      """
      - route:
          id: 95-own
          from:
            uri: timer:own
            steps:
              - setProperty:
                  id: 95-own-a
                  name: a
                  constant: "{{%s}}"
      """;

  @TempDir Path home;

  @BeforeEach
  void copyRoutes() throws IOException {
    Files.createDirectory(home.resolve("routes"));
    for (Map.Entry<String, String> file :
        new HomeFolder(Path.of(""), "routes").files(".camel.yaml").entrySet()) {
      Files.writeString(home.resolve(file.getKey()), file.getValue());
    }
  }

  @Test
  void acceptsEveryPlaceholderOfTheShippedRoutes() throws IOException {
    assertThat(findings(Map.of())).isEmpty();
  }

  @Test
  void acceptsShippedRoutesOfTheProgramInAnEmptyHome(@TempDir Path empty) throws IOException {
    var lint = new RoutesRun(Map.of()).lint(empty, settings());

    assertThat(lint.report().findings()).isEmpty();
    assertThat(lint.isPackaged()).isTrue();
  }

  @Test
  void knowsValuesOfTheEnvironmentAndNoOthers() throws IOException {
    own("own.size");

    assertThat(findings(Map.of("OWN_SIZE", "3"))).isEmpty();
    assertThat(findings(Map.of())).extracting(LintFinding::check).containsExactly("placeholder");
  }

  @Test
  void rejectsSecretsAsPlaceholders() throws IOException {
    own("waybill.signing.password");

    assertThat(findings(Map.of()))
        .singleElement()
        .asString()
        .startsWith("routes/95-own.camel.yaml:9: error placeholder: 95-own/95-own-a: ")
        .contains("is a secret");
  }

  @Test
  void judgesNoPlaceholderWithoutSettings() throws IOException {
    own("own.size");

    assertThat(new RoutesRun(Map.of()).lint(home, null).report().findings()).isEmpty();
  }

  @Test
  void reportsFilesThatAreNotRead() throws IOException {
    Files.write(home.resolve("routes/96-bytes.camel.yaml"), new byte[] {(byte) 0xff});
    Files.writeString(home.resolve("routes/97-own.yaml"), OWN);
    Files.createDirectory(home.resolve("routes/more"));

    assertThat(findings(Map.of()))
        .extracting(LintFinding::check, LintFinding::file)
        .containsExactly(
            tuple("yaml", "routes/96-bytes.camel.yaml"),
            tuple("ignored-file", "routes/97-own.yaml"),
            tuple("ignored-file", "routes/more"));
  }

  @Test
  void namesChangedNewAndMissingFiles() throws IOException {
    own("waybill.queue");
    Files.delete(home.resolve("routes/50-claims.camel.yaml"));
    Path canary = home.resolve("routes/40-canary.camel.yaml");
    Files.writeString(canary, Files.readString(canary).replace("ref: canary", "ref: canari"));

    List<Difference> differences = new RoutesRun(Map.of()).differences(home);

    assertThat(differences)
        .extracting(Difference::file, Difference::state)
        .containsExactly(
            tuple("routes/40-canary.camel.yaml", "changed"),
            tuple("routes/50-claims.camel.yaml", "missing"),
            tuple("routes/95-own.camel.yaml", "new"));
    assertThat(differences.get(0).diff())
        .startsWith("--- shipped/routes/40-canary.camel.yaml", "+++ routes/40-canary.camel.yaml")
        .contains("-            ref: canary", "+            ref: canari");
  }

  private void own(String placeholder) throws IOException {
    Files.writeString(home.resolve("routes/95-own.camel.yaml"), OWN.formatted(placeholder));
  }

  private List<LintFinding> findings(Map<String, String> environment) throws IOException {
    return new RoutesRun(environment).lint(home, settings()).report().findings();
  }

  private LoadedSettings settings() {
    return new SettingsLoader(home, Map.of()).loadWithoutSigning(Map.of());
  }
}
