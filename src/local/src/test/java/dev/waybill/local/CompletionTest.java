package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.cli.GlobalOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The printed completion, executed by bash for every command. */
final class CompletionTest {
  @TempDir Path folder;

  @Test
  void completesEveryCommandAndOption() throws Exception {
    Map<String, CommandLine> commands = new LinkedHashMap<>();
    collect("waybill", line(), commands);
    StringBuilder calls = new StringBuilder("source " + script("bash") + "\n");
    commands.keySet().forEach(path -> calls.append(call(path, "")).append(call(path, "-")));

    List<String> replies = bash(calls.toString());

    assertThat(commands).hasSizeGreaterThan(40);
    assertThat(replies).hasSize(2 * commands.size());
    int at = 0;
    for (Map.Entry<String, CommandLine> command : commands.entrySet()) {
      assertThat(words(replies.get(at++)))
          .as("commands of %s", command.getKey())
          .containsAll(command.getValue().getSubcommands().keySet());
      assertThat(words(replies.get(at++)))
          .as("options of %s", command.getKey())
          .containsAll(options(command.getValue()));
    }
  }

  @Test
  void completesTheBeginningOfAWord() throws Exception {
    String script = "source " + script("bash") + "\n";

    assertThat(bash(script + call("waybill", "doc"))).containsExactly("doctor");
    assertThat(bash(script + call("waybill routes", "l"))).containsExactly("lint");
    assertThat(bash(script + call("waybill routes lint", "--di"))).containsExactly("--diff");
    assertThat(bash(script + call("waybill completion", "z"))).containsExactly("zsh");
    assertThat(bash(script + call("waybill", "nothing"))).containsExactly("");
  }

  @Test
  void printsTheSameForBothShells() throws Exception {
    assertThat(Files.readString(script("zsh")).lines().skip(1))
        .containsExactlyElementsOf(Files.readString(script("bash")).lines().skip(1).toList());
  }

  private static CommandLine line() {
    return WaybillLocal.commandLine(new GlobalOptions(Map.of()));
  }

  private static void collect(String path, CommandLine line, Map<String, CommandLine> all) {
    all.put(path, line);
    line.getSubcommands().forEach((name, below) -> collect(path + " " + name, below, all));
  }

  private static Set<String> options(CommandLine line) {
    return line.getCommandSpec().options().stream()
        .filter(it -> !it.hidden())
        .map(OptionSpec::longestName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Path script(String shell) throws IOException {
    StringWriter out = new StringWriter();
    CommandLine line = line().setOut(new PrintWriter(out));
    assertThat(line.execute("completion", shell)).isZero();
    return Files.writeString(folder.resolve(shell), out.toString());
  }

  /** Calls the function as bash does when the tabulator is pressed behind the last word. */
  private static String call(String path, String begun) {
    int index = path.split(" ", -1).length;
    return "COMPREPLY=(); COMP_WORDS=("
        + path
        + " \""
        + begun
        + "\"); COMP_CWORD="
        + index
        + "; COMP_LINE=\""
        + path
        + " "
        + begun
        + "\"; COMP_POINT=${#COMP_LINE}; _complete_waybill waybill \""
        + begun
        + "\" x; echo \"${COMPREPLY[*]}\"\n";
  }

  private static List<String> words(String reply) {
    return List.of(reply.strip().split("\\s+"));
  }

  private List<String> bash(String script) throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("calls"), script);
    Process process =
        new ProcessBuilder("bash", "--norc", file.toString())
            .redirectError(folder.resolve("err").toFile())
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return new ArrayList<>(out.lines().toList());
  }
}
