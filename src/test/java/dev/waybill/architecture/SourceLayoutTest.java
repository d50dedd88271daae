package dev.waybill.architecture;

import static org.assertj.core.api.Assertions.assertThat;

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
        .allSatisfy(file -> assertThat(file.lines()).hasSizeLessThanOrEqualTo(LONGEST_FILE));
  }

  @Test
  void nothing_unfinished_is_called_done() {
    assertThat(sources("src"))
        .isNotEmpty()
        .allSatisfy(file -> assertThat(file.lines()).noneMatch(UNFINISHED.asPredicate()));
  }

  @Test
  void every_package_says_what_it_is_for_and_that_null_is_marked() {
    assertThat(sources("src/main/java").map(file -> file.path().getParent()).distinct())
        .isNotEmpty()
        .allSatisfy(
            folder ->
                assertThat(folder.resolve("package-info.java"))
                    .exists()
                    .content()
                    .contains("/**", "@NullMarked"));
  }

  private static Stream<ProjectFile> sources(String folder) {
    return ProjectFile.under(folder).filter(file -> file.name().endsWith(".java"));
  }
}
