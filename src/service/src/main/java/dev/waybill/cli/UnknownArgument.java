package dev.waybill.cli;

import dev.waybill.settings.NearestName;
import java.util.Collection;
import picocli.CommandLine;

/**
 * Argument that a command line does not know.
 *
 * @param line the command that rejects it
 * @param text the argument as typed
 */
record UnknownArgument(CommandLine line, String text) {
  /** Returns what the argument is not, and the nearest command or option. */
  String explanation() {
    if (text.startsWith("-")) {
      return explanation("option", line.getCommandSpec().optionsMap().keySet());
    }
    Collection<String> commands = line.getSubcommands().keySet();
    return explanation(commands.isEmpty() ? "argument" : "command", commands);
  }

  private String explanation(String kind, Collection<String> names) {
    return "there is no "
        + kind
        + " "
        + text
        + new NearestName(names).to(text).map(name -> "; did you mean " + name + "?").orElse("");
  }
}
