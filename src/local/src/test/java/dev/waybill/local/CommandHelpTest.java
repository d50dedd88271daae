package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.cli.GlobalOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** Help of every command: lists of commands show the first text of a description alone. */
final class CommandHelpTest {
  static List<CommandSpec> commands() {
    List<CommandSpec> all = new ArrayList<>();
    collect(WaybillLocal.commandLine(new GlobalOptions(Map.of())), all);
    assertThat(all).hasSizeGreaterThan(8);
    return all;
  }

  private static void collect(CommandLine line, List<CommandSpec> all) {
    all.add(line.getCommandSpec());
    line.getSubcommands().values().forEach(it -> collect(it, all));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyTextOfTheHelpIsAWholeSentence(CommandSpec command) {
    assertThat(texts(command))
        .as("picocli wraps each text by itself, so a cut sentence would have odd lines")
        .allSatisfy(text -> assertThat(text).matches("([A-Z]|s3://).*[.]"));
    assertThat(command.usageMessage().description()[0]).endsWith(".");
  }

  /** Newcomers look a command up in the table of the README, and its word in the glossary. */
  @Test
  void readmeAndGlossaryHaveEveryCommand() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    String glossary = Files.readString(Path.of("docs/reference/glossary.md"));
    assertThat(WaybillLocal.commandLine(new GlobalOptions(Map.of())).getSubcommands().keySet())
        .hasSizeGreaterThan(15)
        .allSatisfy(
            name -> {
              assertThat(readme).containsPattern("(?m)^\\| `" + name + "[` ]");
              assertThat(glossary).contains("`" + name + "`");
            });
  }

  private static List<String> texts(CommandSpec command) {
    return Stream.concat(
            Stream.of(command.usageMessage().description()),
            command.args().stream().map(ArgSpec::description).flatMap(Stream::of))
        .toList();
  }
}
