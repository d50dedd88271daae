package dev.waybill.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Layout and language of the source files. */
final class SourceLayoutTest {
  private static final int LONGEST_FILE = 250;

  /** Spelled so that this file does not match. */
  private static final Pattern UNFINISHED =
      Pattern.compile("\\b(TOD[O]|FIXM[E])\\b|UnsupportedOperationExceptio[n]|@Disable[d]\\b");

  /** A Javadoc sentence that does not begin with a noun phrase or a verb. */
  private static final Pattern OBLIQUE_JAVADOC =
      Pattern.compile("^\\s*(/\\*\\*|\\*) (What|Whether|Who|Where|Of|As) ");

  /** Wait with Awaitility's own limit of ten seconds, which a loaded machine exceeds. */
  private static final Pattern WAIT_WITHOUT_LIMIT = Pattern.compile("await\\(\\)\\s*\\.until");

  private static final Pattern CAMEL_IMPORT =
      Pattern.compile("(?m)^import (static )?org\\.apache\\.camel\\.");

  @Test
  void keepsSourceFilesShort() {
    assertThat(Modules.mainSources())
        .isNotEmpty()
        .allSatisfy(file -> assertThat(file.lines()).hasSizeLessThanOrEqualTo(LONGEST_FILE));
  }

  @Test
  void leavesNothingUnfinished() {
    assertThat(Modules.sources())
        .isNotEmpty()
        .allSatisfy(file -> assertThat(file.lines()).noneMatch(UNFINISHED.asPredicate()));
  }

  @Test
  void statesLimitOfEachWait() {
    assertThat(Modules.sources())
        .isNotEmpty()
        .allSatisfy(file -> assertThat(file.content()).doesNotContainPattern(WAIT_WITHOUT_LIMIT));
  }

  @Test
  void describesEveryPackageAndMarksItsNulls() {
    assertThat(Modules.mainSources().map(file -> file.path().getParent()).distinct())
        .isNotEmpty()
        .allSatisfy(
            folder ->
                assertThat(folder.resolve("package-info.java"))
                    .exists()
                    .content()
                    .contains("/**", "@NullMarked"));
  }

  @Test
  void usesEachSimpleClassNameOnce() {
    Map<String, List<ProjectFile>> byName =
        Modules.sources()
            .filter(file -> !file.name().equals("package-info.java"))
            .collect(Collectors.groupingBy(ProjectFile::name));
    assertThat(byName).isNotEmpty();
    assertThat(byName.values()).allSatisfy(files -> assertThat(files).hasSize(1));
  }

  @Test
  void beginsJavadocWithWhatItDescribes() {
    assertThat(Modules.sources())
        .isNotEmpty()
        .allSatisfy(file -> assertThat(file.lines()).noneMatch(OBLIQUE_JAVADOC.asPredicate()));
  }

  @Test
  void keepsCamelPackageForClassesThatUseCamel() {
    Stream<ProjectFile> beans =
        Modules.mainSources()
            .filter(file -> file.toString().contains("dev/waybill/camel/"))
            .filter(file -> !file.name().equals("package-info.java"));
    assertThat(beans)
        .isNotEmpty()
        .allSatisfy(file -> assertThat(file.content()).containsPattern(CAMEL_IMPORT));
  }

  @Test
  void leavesRootPackageEmpty() {
    assertThat(Modules.sources())
        .isNotEmpty()
        .noneMatch(file -> file.path().getParent().endsWith("dev/waybill"));
  }
}
