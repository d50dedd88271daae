package dev.waybill.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Command {@code waybill completion}. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = {
      "Prints a script with which a shell completes commands and options of waybill.",
      "For bash: source <(waybill completion bash). For zsh, after compinit: source <(waybill"
          + " completion zsh)."
    })
public final class CompletionCommand implements Callable<Integer> {
  /** Shell that completes. */
  enum CompletedShell {
    /** GNU bash. */
    bash,
    /** Z shell, whose bashcompinit reads the same script. */
    zsh
  }

  @Parameters(
      index = "0",
      paramLabel = "SHELL",
      description = "Shell that reads the script: ${COMPLETION-CANDIDATES}.")
  private CompletedShell shell = CompletedShell.bash;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    CommandLine root = spec.root().commandLine();
    PrintWriter out = spec.commandLine().getOut();
    out.println("# Completion of " + root.getCommandName() + " in " + shell + ".");
    out.println(AutoComplete.bash(root.getCommandName(), root));
    out.flush();
    return ExitCode.SUCCESS;
  }
}
