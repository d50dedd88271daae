package dev.waybill.camel.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.lint.LintFinding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Route files that an operator could add, each named for its one defect. */
final class BrokenRoutesTest {
  private static final Path FIXTURES = Path.of("src/service/src/test/resources/lint-routes");
  private static final String EXPECT = "# expect: ";

  static List<Path> bad() throws IOException {
    return fixtures("bad");
  }

  static List<Path> good() throws IOException {
    return fixtures("good");
  }

  @ParameterizedTest
  @MethodSource("bad")
  void reportsTheDefect(Path fixture) throws IOException {
    String text = Files.readString(fixture);
    String expected = text.lines().findFirst().orElseThrow().replace(EXPECT, "");
    String file = "routes/95-own.camel.yaml";

    List<LintFinding> findings = RoutesUnderLint.shipped().with(file, text).findings();

    assertThat(checks(findings)).as("%s", findings).isEqualTo(new TreeSet<>(words(expected)));
    assertThat(findings)
        .filteredOn(it -> file.equals(it.file()))
        .allSatisfy(it -> assertThat(it.line()).isBetween(0, (int) text.lines().count() + 1));
  }

  @ParameterizedTest
  @MethodSource("good")
  void acceptsWhatIsNoDefect(Path fixture) throws IOException {
    assertThat(
            RoutesUnderLint.shipped()
                .with("routes/95-own.camel.yaml", Files.readString(fixture))
                .findings())
        .isEmpty();
  }

  @Test
  void hasFarMoreBadFixturesThanGoodOnes() throws IOException {
    assertThat(bad()).hasSizeGreaterThan(100);
    assertThat(good()).hasSizeBetween(5, 20);
  }

  private static Set<String> checks(List<LintFinding> findings) {
    Set<String> checks = new TreeSet<>();
    findings.forEach(it -> checks.add(it.check()));
    return checks;
  }

  private static List<String> words(String line) {
    return List.of(line.strip().split(" "));
  }

  private static List<Path> fixtures(String folder) throws IOException {
    try (Stream<Path> files = Files.list(FIXTURES.resolve(folder))) {
      return files.sorted().toList();
    }
  }
}
