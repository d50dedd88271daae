package dev.waybill.cli;

import dev.waybill.deadletter.DeadLetter;
import dev.waybill.record.offline.EscapedText;
import dev.waybill.settings.Settings;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Command {@code waybill dead-letters}. */
@Command(
    name = "dead-letters",
    mixinStandardHelpOptions = true,
    description = {
      "The messages that custody gave up, in waybill.dead-letter-queue: why, and back to"
          + " waybill.queue when the cause is fixed."
    })
public final class DeadLettersCommand implements Runnable {
  private final GlobalOptions options;
  private final DeadLetterService service;

  @Spec private CommandSpec spec = CommandSpec.create();

  public DeadLettersCommand(GlobalOptions options, DeadLetterService service) {
    this.options = options;
    this.service = service;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "list, show or redrive is missing");
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = {
        "Lists the messages, one line each, and leaves them in the queue.",
        "Messages are hidden from other readers while the command reads, two minutes at most."
      })
  int list(@Option(names = "--json", description = "Prints JSON.") boolean json) {
    PrintWriter out = spec.commandLine().getOut();
    DeadLetterCounts counts = new DeadLetterCounts(spec.commandLine().getErr());
    List<Map<String, Object>> all = new ArrayList<>();
    DeadLetterTable table = new DeadLetterTable(out);
    Consumer<DeadLetter> listener = json ? it -> all.add(DeadLetterJson.of(it)) : table::row;
    service.list(
        settings(),
        letter -> {
          counts.read(letter);
          listener.accept(letter);
        });
    if (json) {
      out.println(Json.of(all));
    } else {
      table.end();
      out.println(counts.summary());
    }
    out.flush();
    return ExitCode.SUCCESS;
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = {
        "Shows one message with its reason and its body, and leaves it in the queue.",
        "Exit code 1: no message has this id."
      })
  int show(
      @Parameters(
              paramLabel = "ID",
              description = "Id of the message in either queue, as list shows it.")
          String id,
      @Option(names = "--json", description = "Prints JSON.") boolean json) {
    DeadLetterCounts counts = new DeadLetterCounts(spec.commandLine().getErr());
    DeadLetter letter = service.find(settings(), id, counts::read).orElse(null);
    if (letter == null) {
      PrintWriter err = spec.commandLine().getErr();
      err.println(
          "no dead letter has the id "
              + EscapedText.of(id)
              + "; waybill dead-letters list shows the ids. A message that another program reads"
              + " at this moment is hidden");
      err.flush();
      return ExitCode.FINDING;
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.of(DeadLetterJson.withBody(letter)));
    } else {
      DeadLetterTable.print(letter, out);
    }
    out.flush();
    return ExitCode.SUCCESS;
  }

  @Command(
      name = "redrive",
      mixinStandardHelpOptions = true,
      description = {
        "Moves the messages back to waybill.queue, where the service takes them up again. Fix the"
            + " cause first. Each message is sent, confirmed, and then deleted, so that none is"
            + " lost; one that travels twice ends as already done. Run it again after an"
            + " interruption."
      })
  int redrive(
      @Option(
              names = "--reason",
              paramLabel = "REASON",
              description = "Moves only messages with this reason, as list shows it.")
          @Nullable String reason,
      @Option(names = "--dry-run", description = "Shows what would be moved, and moves nothing.")
          boolean dryRun,
      @Option(names = "--json", description = "Prints JSON.") boolean json) {
    Settings settings = settings();
    RedriveReport report =
        new RedriveReport(
            spec.commandLine().getOut(), spec.commandLine().getErr(), settings, dryRun, json);
    try {
      service.redrive(settings, reason, dryRun, report);
    } catch (RuntimeException e) {
      report.interrupted();
      throw e;
    }
    return report.end(reason);
  }

  private Settings settings() {
    return options.loader().loadWithoutSigning(options.overrides()).settings();
  }
}
