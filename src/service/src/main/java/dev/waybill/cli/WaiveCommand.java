package dev.waybill.cli;

import dev.waybill.cli.WaiverService.Judged;
import dev.waybill.cli.WaiverService.Statement;
import dev.waybill.record.offline.EscapedText;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Command {@code waybill waive}. */
@Command(
    name = "waive",
    mixinStandardHelpOptions = true,
    description = {
      "Has Waybill ignore an object below records/ that is no record of its own, which otherwise"
          + " blocks contested promotions of its key. Shows the object; signs and stores the waiver"
          + " with --yes, under the key of waybill.signing.keystore."
    })
public final class WaiveCommand implements Callable<Integer> {
  private final GlobalOptions options;
  private final WaiverService service;

  @Parameters(
      paramLabel = "S3-URI",
      description = "s3://PROVENANCE-BUCKET/records/…, as the alert prints it.")
  private String subject = "";

  @Option(names = "--by", paramLabel = "NAME", required = true, description = "The person.")
  private String by = "";

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      required = true,
      description = "Why the object is no record.")
  private String reason = "";

  @Option(names = "--yes", description = "Signs and stores the waiver, which cannot be taken back.")
  private boolean yes;

  @Spec private CommandSpec spec = CommandSpec.create();

  public WaiveCommand(GlobalOptions options, WaiverService service) {
    this.options = options;
    this.service = service;
  }

  @Override
  public Integer call() throws Exception {
    PersonalWords words = new PersonalWords(spec);
    words.requireText(by, "--by");
    words.requireText(reason, "--reason");
    Judged judged =
        service.waive(
            options.loader().load(options.overrides()),
            words.address(subject, "s3://bucket/records/…"),
            yes ? new Statement(by, reason) : null);
    PrintWriter out = spec.commandLine().getOut();
    out.println("object  " + EscapedText.of(subject));
    out.println("sha256  " + judged.sha256() + ", " + judged.size() + " bytes");
    out.println("problem " + EscapedText.of(judged.problem()));
    out.println(
        judged.waiver() == null
            ? "nothing was stored; add --yes to have Waybill ignore this object"
            : "waived  " + judged.waiver() + "; redrive the dead letters that it blocked");
    out.flush();
    return ExitCode.SUCCESS;
  }
}
