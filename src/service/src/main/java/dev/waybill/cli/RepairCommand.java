package dev.waybill.cli;

import dev.waybill.record.offline.EscapedText;
import dev.waybill.repair.Candidate;
import dev.waybill.repair.RepairPlan;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Command {@code waybill repair}. */
@Command(
    name = "repair",
    mixinStandardHelpOptions = true,
    description = {
      "Repairs a promoted object that is altered, hidden, replaced or gone. Looks for a copy whose"
          + " bytes and attributes are those of the record, puts it on top as a new version, and"
          + " examines the object again. Deletes nothing. The repair is stated, signed and logged,"
          + " under the key of waybill.signing.keystore.",
      "Exit code 0: the object is intact, or was repaired; 1: it is not, and nothing was changed"
          + " or the repair failed; 2: wrong usage; 3: AWS cannot be reached or denies a call."
    })
public final class RepairCommand implements Callable<Integer> {
  private final GlobalOptions options;
  private final RepairService service;
  private final Confirmation confirmation;

  @Parameters(
      paramLabel = "S3-URI",
      description = "s3://bucket/key of the promoted object, or the address at which it arrived.")
  private String subject = "";

  @Option(names = "--by", paramLabel = "NAME", required = true, description = "The person.")
  private String by = "";

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      required = true,
      description = "Why the object is repaired, such as the number of the incident.")
  private String reason = "";

  @Option(
      names = "--from",
      paramLabel = "BUCKET",
      description = {
        "A bucket with copies under the same keys, such as a replica. Can be repeated. Versions in"
            + " the bucket itself are compared first."
      })
  private List<String> otherBuckets = List.of();

  @Option(names = "--yes", description = "Repairs without asking.")
  private boolean yes;

  @Spec private CommandSpec spec = CommandSpec.create();

  public RepairCommand(GlobalOptions options, RepairService service, Confirmation confirmation) {
    this.options = options;
    this.service = service;
    this.confirmation = confirmation;
  }

  @Override
  public Integer call() throws Exception {
    PersonalWords words = new PersonalWords(spec);
    words.requireText(by, "--by");
    words.requireText(reason, "--reason");
    RepairService.Order order =
        new RepairService.Order(
            words.address(subject, "s3://bucket/key"), otherBuckets, by, reason);
    Judgement judgement = new Judgement();
    Optional<RepairService.Repaired> repaired =
        service.repair(options.loader().load(options.overrides()), order, judgement::agree);
    print(
        repaired
            .map(it -> "repaired   " + it.version() + "\nstatement  " + it.statement())
            .orElse(judgement.outcome));
    return repaired.isPresent() || !judgement.isDamaged ? ExitCode.SUCCESS : ExitCode.FINDING;
  }

  /** Judgement of the person about what is shown. */
  private final class Judgement {
    private boolean isDamaged;
    private String outcome = "intact     nothing to repair";

    private boolean agree(RepairPlan plan) {
      isDamaged = true;
      show(plan);
      if (plan.good().isEmpty()) {
        outcome = "nothing was changed: there is no good copy; --from names further buckets";
        return false;
      }
      outcome = "nothing was changed; --yes repairs without asking";
      return yes || isConfirmed();
    }
  }

  private boolean isConfirmed() {
    PrintWriter err = spec.commandLine().getErr();
    err.println("Put the good copy on top? Type yes:");
    err.flush();
    return confirmation.isGiven();
  }

  private void show(RepairPlan plan) {
    print("object     " + plan.seal().entry().version().uri());
    print("condition  " + plan.found().condition().label() + detail(plan.found().detail()));
    for (Candidate each : plan.compared()) {
      String problem = each.problem();
      print("copy       " + each.version().uri() + (problem == null ? " is good" : " " + problem));
    }
  }

  private static String detail(@Nullable String detail) {
    return detail == null ? "" : ": " + detail;
  }

  private void print(String text) {
    PrintWriter out = spec.commandLine().getOut();
    text.lines().map(EscapedText::of).forEach(out::println);
    out.flush();
  }
}
