package dev.waybill.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.cli.GlobalOptions;
import dev.waybill.local.WaybillLocal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/**
 * Existence of everything that people are told to use: commands with their options, settings and
 * files, in documents, audits, routes, settings files, and the messages of the code.
 */
final class NamedThingsTest {
  /** A program and what follows it on its line, as documents, alerts and scripts write it. */
  private static final Pattern CALL =
      Pattern.compile(
          "(?:(?<![\\w./#-])waybill|waybill(?:-local)?\\.jar|exec\\.args=\\\\?\"?)"
              + " ?(?=[a-z])([^`\"\\\\\\n|)]*)");

  private static final Pattern SPAN = Pattern.compile("`([a-z][^`\\n]*)`");
  private static final Pattern DRAWING = Pattern.compile("```mermaid.*?```", Pattern.DOTALL);
  private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]*");
  private static final Pattern SETTING =
      Pattern.compile("(?<![\\w./{-])waybill(?!\\.jar)(?:\\.[a-z][a-z0-9-]*)+(?![\\w*])");
  private static final Pattern DECLARED = Pattern.compile("(?m)^#?(waybill\\.[^=\\s]+)=");
  private static final Pattern FILE =
      Pattern.compile("(?<![\\w./-])(?:docs|config|routes|sql|deploy)/[\\w/.-]*\\.[a-z]+\\b");
  private static final Pattern README_COMMAND = Pattern.compile("(?m)^\\| `([a-z-]+)[ `]");

  private static final CommandLine ALL = WaybillLocal.commandLine(new GlobalOptions(Map.of()));
  private static final String SETTINGS = ProjectFile.of("config/application.properties").content();

  @ParameterizedTest
  @MethodSource("texts")
  void commandsExist(NamedText text) {
    assertThat(text.calls().map(NamedThingsTest::unknown).filter(it -> !it.isEmpty()))
        .as("commands that %s names and that do not exist", text)
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("texts")
  void settingsExist(NamedText text) {
    assertThat(matches(SETTING, text.prose()))
        .as("settings in %s", text)
        .allMatch(SettingNames::areDeclared);
  }

  @ParameterizedTest
  @MethodSource("texts")
  void filesExist(NamedText text) {
    assertThat(matches(FILE, text.text()))
        .allSatisfy(file -> assertThat(Path.of(file)).as(text.file()).exists());
  }

  @Test
  void readmeListsEveryCommand() {
    assertThat(
            new TreeSet<>(matches(README_COMMAND, ProjectFile.of("README.md").content()).toList()))
        .isEqualTo(new TreeSet<>(ALL.getSubcommands().keySet()));
  }

  /** A pattern that matches nothing checks nothing. */
  @Test
  void findsCommandsSettingsAndFiles() {
    List<NamedText> all = texts().toList();
    assertThat(all.stream().flatMap(NamedText::calls)).hasSizeGreaterThan(50);
    assertThat(all.stream().flatMap(it -> matches(OPTION, it.text()))).isNotEmpty();
    assertThat(all.stream().flatMap(it -> matches(SETTING, it.prose()))).hasSizeGreaterThan(50);
    assertThat(all.stream().flatMap(it -> matches(FILE, it.text()))).hasSizeGreaterThan(10);
    assertThat(matches(DECLARED, SETTINGS)).hasSizeGreaterThan(50);
  }

  @Test
  void recognizesWhatDoesNotExist() {
    NamedText sql =
        new NamedText("a.sql", "-- response: waybill explain s3://b/k shows it, then redrive");
    assertThat(sql.calls().map(NamedThingsTest::unknown)).containsExactly("explain");
    NamedText document =
        new NamedText("a.md", "Run `audit replay` or `waybill audit lint --fast`.");
    assertThat(document.calls().map(NamedThingsTest::unknown))
        .containsExactlyInAnyOrder("audit replay", "audit lint --fast");
  }

  /** Returns the part of a call that does not exist; empty when all of it exists. */
  private static String unknown(String call) {
    String[] words = call.strip().split("[\\s,;:.]+", -1);
    CommandLine command = ALL.getSubcommands().get(words[0]);
    if (command == null) {
      return words[0];
    }
    String name = words[0];
    if (!command.getSubcommands().isEmpty() && words.length > 1 && words[1].matches("[a-z-]+")) {
      name += " " + words[1];
      command = command.getSubcommands().get(words[1]);
    }
    if (command == null) {
      return name;
    }
    CommandLine found = command;
    return matches(OPTION, call)
        .filter(it -> found.getCommandSpec().findOption(it) == null)
        .map(it -> call.strip())
        .findFirst()
        .orElse("");
  }

  static Stream<NamedText> texts() {
    Stream<ProjectFile> folders =
        Stream.of("docs", "sql", "routes", "config", "deploy")
            .flatMap(ProjectFile::under)
            .filter(it -> !it.name().endsWith(".png"));
    Stream<ProjectFile> files =
        Stream.of("README.md", "CONTRIBUTING.md", "SECURITY.md", "docker-compose.yml")
            .map(ProjectFile::of);
    Stream<NamedText> sources =
        Modules.mainSources()
            .filter(it -> !it.toString().startsWith("src/bench/"))
            .map(it -> new NamedText(it.toString(), SourceLiterals.of(it)))
            .filter(it -> it.text().contains("waybill") || FILE.matcher(it.text()).find());
    return Stream.concat(
        Stream.concat(folders, files).map(it -> new NamedText(it.toString(), it.content())),
        sources);
  }

  private static Stream<String> matches(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map((MatchResult hit) -> hit.groupCount() == 0 ? hit.group() : hit.group(1));
  }

  /**
   * Text that people read.
   *
   * @param file name of the file that holds it
   */
  private record NamedText(String file, String text) {
    /** Returns what follows the program, and in documents also the commands without a program. */
    Stream<String> calls() {
      String written = DRAWING.matcher(text).replaceAll("");
      Stream<String> withProgram = matches(CALL, written);
      return file.endsWith(".md")
          ? Stream.concat(withProgram, matches(SPAN, written).filter(NamedText::isCall))
          : withProgram;
    }

    /** Returns true for a span like {@code audit list}: a command with commands of its own. */
    private static boolean isCall(String span) {
      String[] words = span.split(" ", 2);
      CommandLine command = ALL.getSubcommands().get(words[0]);
      return words.length > 1 && command != null && !command.getSubcommands().isEmpty();
    }

    /**
     * Returns the sentences. A line of code without a blank is a name of another kind, such as that
     * of a metric, and so is what stands in braces in a route.
     */
    String prose() {
      return file.endsWith(".java")
          ? String.join("\n", text.lines().filter(it -> it.contains(" ")).toList())
          : text;
    }

    @Override
    public String toString() {
      return file;
    }
  }
}
