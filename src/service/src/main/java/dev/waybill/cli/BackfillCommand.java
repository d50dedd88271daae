package dev.waybill.cli;

import dev.waybill.backfill.BackfillPlan;
import dev.waybill.backfill.BackfillPlan.Phase;
import dev.waybill.cli.BackfillService.Offer;
import dev.waybill.cli.BackfillService.Order;
import dev.waybill.settings.LoadedSettings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Command {@code waybill backfill}. */
@Command(
    name = "backfill",
    mixinStandardHelpOptions = true,
    description = {
      "Seals the versions that were there before Waybill, beside the live traffic. The running"
          + " service does it; this command begins it, and may end at any time. Objects below"
          + " waybill.raw.incoming are sealed and promoted, all others are sealed where they are."
          + " A version that is sealed already is skipped.",
      "Run it under the service's role, which alone may write to waybill.provenance.bucket.",
      "Exit code 0: begun, or with --wait ended; 1: some versions could not be sealed, or another"
          + " backfill is open; 2: wrong usage; 3: AWS cannot be reached or denies a call."
    })
public final class BackfillCommand implements Callable<Integer> {
  private static final Pattern URI = Pattern.compile("s3://([^/]+)(?:/(.*))?");
  private static final String NOTHING = "There is no backfill.";

  private final GlobalOptions options;
  private final BackfillService service;
  private final Confirmation confirmation;
  private String printed = "";

  @Parameters(
      arity = "0..1",
      paramLabel = "S3-URI-PREFIX",
      description = "s3://bucket/prefix of the versions; s3://bucket for the whole bucket.")
  private @Nullable String subject;

  @Option(
      names = "--dry-run",
      description = "Prints number, bytes, price and duration, and begins nothing.")
  private boolean dryRun;

  @Option(
      names = "--inventory",
      paramLabel = "MANIFEST-URI",
      description =
          "Takes the versions from the report of S3 Inventory with this manifest.json, in CSV, in"
              + " place of a listing.")
  private @Nullable String inventory;

  @Option(
      names = "--manifest",
      paramLabel = "FILE.csv",
      description =
          "Takes the versions from a file of lines bucket,key,version-id, as S3 Batch Operations"
              + " read it; keys are URL-encoded. Without a version id, the current version.")
  private @Nullable Path manifest;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Versions a second (default: waybill.backfill.versions-per-second).")
  private @Nullable Integer rate;

  @Option(names = "--wait", description = "Waits until it has ended, and prints the progress.")
  private boolean wait;

  @Option(names = "--yes", description = "Begins without an estimate and without asking.")
  private boolean yes;

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  public BackfillCommand(
      GlobalOptions options, BackfillService service, Confirmation confirmation) {
    this.options = options;
    this.service = service;
    this.confirmation = confirmation;
  }

  @Override
  public Integer call() throws Exception {
    Order order = order();
    LoadedSettings settings = settings();
    if (dryRun || !yes) {
      show(service.estimate(settings, order));
    }
    if (dryRun) {
      return ExitCode.SUCCESS;
    }
    if (!yes && !isConfirmed()) {
      print("nothing was begun; --yes begins without asking");
      return ExitCode.SUCCESS;
    }
    BackfillPlan begun = service.begin(settings, order);
    BackfillPlan plan = wait ? service.follow(settings, this::progress) : begun;
    show(plan);
    if (!wait && !json) {
      print("the service carries it out; waybill backfill status shows how far it is");
    }
    return plan.counts().failed() > 0 ? ExitCode.FINDING : ExitCode.SUCCESS;
  }

  private Order order() {
    if (subject == null) {
      throw wrong("S3-URI-PREFIX, status, pause, resume or cancel is missing");
    }
    Matcher uri = URI.matcher(subject);
    if (!uri.matches()) {
      throw wrong("S3-URI-PREFIX: must be s3://bucket/prefix");
    }
    if (inventory != null && manifest != null) {
      throw wrong("--inventory and --manifest: only one of them may be given");
    }
    if (rate != null && (rate < 1 || rate > 100_000)) {
      throw wrong("--rate: must be at least 1 and at most 100000");
    }
    String prefix = uri.group(2);
    return new Order(uri.group(1), prefix == null ? "" : prefix, inventory, manifest, rate);
  }

  private ParameterException wrong(String problem) {
    return new ParameterException(spec.commandLine(), problem);
  }

  private boolean isConfirmed() {
    PrintWriter err = spec.commandLine().getErr();
    err.println("Begin? Type yes:");
    err.flush();
    return confirmation.isGiven();
  }

  @Command(
      name = "status",
      mixinStandardHelpOptions = true,
      description = {
        "Shows how far the last backfill is, and the first versions that could not be sealed.",
        "Exit code 1: some versions could not be sealed."
      })
  int status(@Option(names = "--json", description = "Prints JSON.") boolean asJson)
      throws Exception {
    return shown(service.status(settings()), asJson);
  }

  @Command(
      name = "pause",
      mixinStandardHelpOptions = true,
      description = "Hands out nothing more; what was handed out is finished within seconds.")
  int pause(@Option(names = "--json", description = "Prints JSON.") boolean asJson)
      throws Exception {
    return shown(service.change(settings(), Phase.PAUSED), asJson);
  }

  @Command(
      name = "resume",
      mixinStandardHelpOptions = true,
      description = "Goes on where the backfill was paused.")
  int resume(@Option(names = "--json", description = "Prints JSON.") boolean asJson)
      throws Exception {
    return shown(service.change(settings(), Phase.RUNNING), asJson);
  }

  @Command(
      name = "cancel",
      mixinStandardHelpOptions = true,
      description = "Ends the backfill for good. What was sealed stays sealed.")
  int cancel(@Option(names = "--json", description = "Prints JSON.") boolean asJson)
      throws Exception {
    return shown(service.change(settings(), Phase.CANCELLED), asJson);
  }

  private int shown(Optional<BackfillPlan> plan, boolean asJson) {
    json = asJson;
    plan.ifPresentOrElse(this::show, () -> print(json ? "{}" : NOTHING));
    return plan.filter(it -> it.counts().failed() > 0).isPresent()
        ? ExitCode.FINDING
        : ExitCode.SUCCESS;
  }

  private LoadedSettings settings() {
    return options.loader().loadWithoutSigning(options.overrides());
  }

  private void show(Offer offer) {
    if (json) {
      print(BackfillText.json(offer).toString());
    } else {
      BackfillText.lines(offer).forEach(this::print);
    }
  }

  private void show(BackfillPlan plan) {
    if (json) {
      print(BackfillText.json(plan).toString());
    } else {
      BackfillText.lines(plan).forEach(this::print);
    }
  }

  private void progress(BackfillPlan plan) {
    String line = BackfillText.progress(plan);
    if (!json && !line.equals(printed)) {
      printed = line;
      print(line);
    }
  }

  private void print(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
