package dev.waybill.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How the sources are laid out. */
final class SourceLayoutTest {
  private static final int LONGEST_FILE = 250;

  /** Spelled so that this file does not match. */
  private static final Pattern UNFINISHED =
      Pattern.compile("\\b(TOD[O]|FIXM[E])\\b|UnsupportedOperationExceptio[n]|@Disable[d]\\b");

  @Test
  void a_source_file_can_be_read_in_one_sitting() {
    assertThat(sources("src/main/java"))
        .isNotEmpty()
        .allSatisfy(
            file -> assertThat(lines(file)).as("%s", file).hasSizeLessThanOrEqualTo(LONGEST_FILE));
  }

  @Test
  void nothing_unfinished_is_called_done() {
    assertThat(Stream.concat(sources("src/main/java").stream(), sources("src/test/java").stream()))
        .allSatisfy(
            file -> assertThat(lines(file)).as("%s", file).noneMatch(UNFINISHED.asPredicate()));
  }

  @Test
  void every_package_says_what_it_is_for_and_that_null_is_marked() {
    List<Path> packages =
        sources("src/main/java").stream().map(Path::getParent).distinct().toList();
    assertThat(packages)
        .allSatisfy(
            folder ->
                assertThat(folder.resolve("package-info.java"))
                    .exists()
                    .content()
                    .contains("/**", "@NullMarked"));
  }

  private static List<Path> sources(String root) {
    try (Stream<Path> files = Files.walk(Path.of(root))) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
