package dev.waybill.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.drill.Drill;
import dev.waybill.drill.DrillKind;
import dev.waybill.drill.DrillPhase;
import dev.waybill.drill.DrillSeal;
import dev.waybill.drill.DrillSighting;
import dev.waybill.record.DrillStatement;
import dev.waybill.record.offline.EscapedText;
import dev.waybill.settings.SettingsLoader;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Command {@code waybill drill}. */
@Command(
    name = "drill",
    mixinStandardHelpOptions = true,
    description = {
      "Uploads a small object to the test prefix, waits until it is sealed and in the log, alters"
          + " it, and waits until the running service has found the alteration. The result is"
          + " stated, signed and logged, under the key of waybill.signing.keystore.",
      "That takes until the object is read again or, at an age of one hour, listed: at most"
          + " waybill.drill.within. A drill of this command that was interrupted is continued.",
      "Exit code 0: found in time; 1: not found in time; 2: wrong usage; 3: the drill could not be"
          + " made, or AWS cannot be reached."
    })
public final class DrillCommand implements Callable<Integer> {
  private final GlobalOptions options;
  private final DrillService service;
  private @Nullable DrillPhase printed;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description =
          "Kind of alteration: overwritten, hidden or re-encrypted, which needs"
              + " waybill.drill.kms-key (default: one after the other).")
  private @Nullable String kind;

  @Option(
      names = "--wait",
      paramLabel = "DURATION",
      description =
          "Time within which the alteration has to be found, such as 3h (default:"
              + " waybill.drill.within).")
  private @Nullable String wait;

  @Option(names = "--json", description = "Writes the result as JSON, without the steps.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  public DrillCommand(GlobalOptions options, DrillService service) {
    this.options = options;
    this.service = service;
  }

  @Override
  public Integer call() throws Exception {
    DrillKind chosen = kind();
    Duration within = within();
    Drill drill =
        service.follow(options.loader().load(options.overrides()), chosen, within, this::print);
    PrintWriter out = spec.commandLine().getOut();
    out.println(json ? json(drill).toString() : verdict(drill));
    out.flush();
    return switch (drill.phase()) {
      case FOUND -> ExitCode.SUCCESS;
      case LATE -> ExitCode.FINDING;
      case FAILED, UPLOADING, SEALING, ALTERING, WATCHING -> ExitCode.UNREACHABLE;
    };
  }

  private @Nullable DrillKind kind() {
    return kind == null
        ? null
        : DrillKind.ofLabel(kind)
            .orElseThrow(
                () ->
                    new ParameterException(
                        spec.commandLine(),
                        "--kind: \"" + kind + "\" must be overwritten, hidden or re-encrypted"));
  }

  private @Nullable Duration within() {
    if (wait == null) {
      return null;
    }
    try {
      return SettingsLoader.duration(wait, Duration.ofSeconds(1), Duration.ofDays(60));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "--wait: \"" + wait + "\" must be " + e.getMessage());
    }
  }

  private void print(Drill drill) {
    if (json || drill.phase() == printed) {
      return;
    }
    PrintWriter out = spec.commandLine().getOut();
    if (printed == null) {
      out.println("drill " + drill.id() + ", " + drill.kind().label());
      out.println("  object     s3://" + drill.bucket() + "/" + EscapedText.of(drill.key()));
    }
    printed = drill.phase();
    steps(drill).forEach(it -> out.println("  " + EscapedText.of(it)));
    out.flush();
  }

  private static List<String> steps(Drill drill) {
    DrillSighting sighting = drill.sighting();
    return switch (drill.phase()) {
      case UPLOADING, ALTERING -> List.of();
      case SEALING -> List.of("uploaded   version " + drill.versionId());
      case WATCHING ->
          List.of(
              "sealed     entry " + Objects.requireNonNull(drill.seal()).index(),
              "altered    " + drill.alteredAt() + ", to be found within " + drill.within());
      case FOUND, LATE ->
          List.of(
              sighting == null
                  ? "NOT FOUND  within " + drill.within()
                  : "found      " + sighting.at() + " by " + sighting.rule());
      case FAILED -> List.of("FAILED     " + drill.failure());
    };
  }

  private static String verdict(Drill drill) {
    Duration took = drill.took();
    return switch (drill.phase()) {
      case FOUND -> "the alteration was found in time, after " + seconds(took) + " s";
      case LATE ->
          took == null
              ? "THE ALTERATION WAS NOT FOUND IN TIME"
              : "THE ALTERATION WAS FOUND LATE, after " + seconds(took) + " s";
      case FAILED, UPLOADING, SEALING, ALTERING, WATCHING -> "THE DRILL COULD NOT BE MADE";
    };
  }

  private static long seconds(@Nullable Duration took) {
    return Objects.requireNonNull(took).toSeconds();
  }

  private static ObjectNode json(Drill drill) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("drill", drill.id()).put("alteration", drill.kind().label());
    json.put("outcome", outcome(drill.phase()));
    json.put("object", "s3://" + drill.bucket() + "/" + drill.key());
    json.put("versionId", drill.versionId());
    json.put("withinSeconds", drill.within().toSeconds());
    DrillSeal seal = drill.seal();
    if (seal != null) {
      json.put("entry", seal.index()).put("record", seal.recordKey());
    }
    Instant alteredAt = drill.alteredAt();
    if (alteredAt != null) {
      json.put("alteredAt", alteredAt.toString());
    }
    DrillSighting sighting = drill.sighting();
    if (sighting != null) {
      json.put("foundAt", sighting.at().toString());
      json.put("foundAfterSeconds", seconds(drill.took()));
      json.put("finding", sighting.rule());
    }
    String failure = drill.failure();
    if (failure != null) {
      json.put("failure", failure);
    } else {
      json.put("statement", DrillStatement.key(drill.id()));
    }
    return json;
  }

  private static String outcome(DrillPhase phase) {
    return phase == DrillPhase.FOUND ? "in-time" : phase.name().toLowerCase(Locale.ROOT);
  }
}
