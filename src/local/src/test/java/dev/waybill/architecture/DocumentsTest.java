package dev.waybill.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.model.RejectReason;
import dev.waybill.model.SkipReason;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Existence of everything that the documents name. */
final class DocumentsTest {
  private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(?:#[^)]*)?\\)");
  private static final Pattern ANCHOR = Pattern.compile("]\\(([^):#]*)#([^)]+)\\)");
  private static final Pattern HEADING = Pattern.compile("^#+ (.+)$", Pattern.MULTILINE);
  private static final Pattern PATH =
      Pattern.compile("`((?:src|routes|config|docs|sql|\\.ci)/[^`*<…\\s]*)`");
  private static final Pattern COMMANDS = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
  private static final Pattern SETTING = Pattern.compile("`(waybill\\.(?!jar)[a-z0-9.-]+)`");
  private static final Pattern JAVA_FILE = Pattern.compile("`(\\w+\\.java)`");

  /** A pattern that matches nothing in any document checks nothing. */
  @ParameterizedTest
  @MethodSource("patterns")
  void eachPatternFindsSomething(Pattern pattern) {
    assertThat(documents().flatMap(document -> matches(pattern, document))).isNotEmpty();
  }

  static Stream<Pattern> patterns() {
    return Stream.of(LINK, ANCHOR, PATH, COMMANDS, SETTING, JAVA_FILE);
  }

  @ParameterizedTest
  @MethodSource("documents")
  void linksLeadSomewhere(ProjectFile document) {
    assertThat(matches(LINK, document))
        .allSatisfy(target -> assertThat(document.path().resolveSibling(target)).exists());
  }

  @ParameterizedTest
  @MethodSource("documents")
  void linksLeadToHeadings(ProjectFile document) {
    assertThat(ANCHOR.matcher(document.content()).results())
        .allSatisfy(
            link -> assertThat(anchors(target(document, link.group(1)))).contains(link.group(2)));
  }

  private static ProjectFile target(ProjectFile document, String link) {
    return link.isEmpty()
        ? document
        : new ProjectFile(document.path().resolveSibling(link).normalize());
  }

  /** Returns the anchors of a document's headings, as GitHub makes them. */
  private static Stream<String> anchors(ProjectFile document) {
    return matches(HEADING, document)
        .map(it -> it.strip().toLowerCase(Locale.ROOT).replaceAll("[^\\w\\- ]", ""))
        .map(it -> it.replace(' ', '-'));
  }

  @ParameterizedTest
  @MethodSource("documents")
  void pathsExist(ProjectFile document) {
    assertThat(matches(PATH, document)).allSatisfy(path -> assertThat(Path.of(path)).exists());
  }

  @ParameterizedTest
  @MethodSource("documents")
  void javaFilesExist(ProjectFile document) {
    Set<String> sources =
        Modules.sources().map(ProjectFile::name).collect(Collectors.toUnmodifiableSet());
    assertThat(matches(JAVA_FILE, document)).allSatisfy(name -> assertThat(sources).contains(name));
  }

  @ParameterizedTest
  @MethodSource("documents")
  void settingsExist(ProjectFile document) {
    assertThat(matches(SETTING, document)).allMatch(SettingNames::areDeclared);
  }

  /** The scripts run a shown command as the README has it, and fail if it is not there any more. */
  @Test
  void commandsThatTheReadmeShowsAreRunByCi() {
    List<String> shown = new ArrayList<>();
    matches(COMMANDS, ProjectFile.of("README.md")).flatMap(String::lines).forEach(shown::add);
    String scripts =
        ProjectFile.under(".ci").map(ProjectFile::content).collect(Collectors.joining("\n"));
    assertThat(shown)
        .hasSizeGreaterThanOrEqualTo(4)
        .allSatisfy(
            command -> assertThat(scripts).containsAnyOf(run(command, "'"), run(command, "\"")));
  }

  private static String run(String command, String quote) {
    return "(shown " + quote + command + quote + ")";
  }

  @Test
  void operatorsFindEveryWayInWhichCustodyCanEnd() {
    Stream<String> labels =
        Stream.concat(
            Stream.of(RejectReason.values()).map(RejectReason::label),
            Stream.of(SkipReason.values()).map(SkipReason::label));
    String outcomes = ProjectFile.of("docs/reference/outcomes.md").content();
    assertThat(labels)
        .isNotEmpty()
        .allSatisfy(label -> assertThat(outcomes).contains("`" + label + "`"));
  }

  /** A change that is joined with another one can leave both of their rows. */
  @Test
  void tableOfPackagesNamesEachOnce() {
    String architecture = ProjectFile.of("docs/architecture.md").content();
    String table = architecture.substring(architecture.indexOf("| package |"));
    assertThat(
            table
                .lines()
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> line.substring(1, line.indexOf('|', 1)).strip()))
        .hasSizeGreaterThan(20)
        .doesNotHaveDuplicates();
  }

  static Stream<ProjectFile> documents() {
    Stream<ProjectFile> atTheRoot =
        Stream.of("README.md", "INVARIANTS.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md")
            .map(ProjectFile::of);
    Stream<ProjectFile> below =
        Stream.concat(
            ProjectFile.under("docs"), Stream.of(ProjectFile.of("src/localcloud/README.md")));
    return Stream.concat(atTheRoot, below).filter(document -> document.name().endsWith(".md"));
  }

  private static Stream<String> matches(Pattern pattern, ProjectFile document) {
    return pattern.matcher(document.content()).results().map((MatchResult hit) -> hit.group(1));
  }
}
