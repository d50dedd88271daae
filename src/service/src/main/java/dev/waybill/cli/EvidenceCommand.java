package dev.waybill.cli;

import dev.waybill.evidence.EvidencePack;
import dev.waybill.record.object.Sha256;
import dev.waybill.record.offline.EscapedText;
import dev.waybill.verify.S3Address;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Command {@code waybill evidence}. */
@Command(
    name = "evidence",
    mixinStandardHelpOptions = true,
    description = {
      "Writes everything that an auditor needs to check one object offline, as a zip file.",
      "It has the record, the key that signed it, the proof that the log has it, timestamps, the"
          + " history of re-verification, events, and a page that verifies the object's file in a"
          + " browser.",
      "Log files of CloudTrail in it also have events of other objects: read them before you pass a"
          + " pack on.",
      "Exit code 1: the pack was written, but the log does not prove the record."
    })
public final class EvidenceCommand implements Callable<Integer> {
  private final GlobalOptions options;
  private final EvidenceService service;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "S3-URI",
      description =
          "s3://bucket/key[?versionId=ID]; without a version id, the newest sealed version.")
  private String subject = "";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      required = true,
      description = "The zip file to write.")
  private Path output = Path.of("");

  public EvidenceCommand(GlobalOptions options, EvidenceService service) {
    this.options = options;
    this.service = service;
  }

  @Override
  public Integer call() throws Exception {
    S3Address address = address();
    EvidenceService.Collected collected =
        service.collect(
            options.loader().loadWithoutSigning(options.overrides()),
            address,
            line -> print(spec.commandLine().getErr(), line));
    byte[] pack = EvidencePack.write(collected.evidence());
    write(pack);
    print(collected, pack);
    return collected.problem().isEmpty() ? ExitCode.SUCCESS : ExitCode.FINDING;
  }

  private void print(EvidenceService.Collected collected, byte[] pack) {
    PrintWriter out = spec.commandLine().getOut();
    print(out, "object  " + collected.evidence().version().uri());
    print(out, "record  " + collected.record());
    collected
        .evidence()
        .absent()
        .forEach(it -> print(out, "absent  " + it.part() + ": " + it.reason()));
    print(out, "pack    " + output + "  (" + pack.length + " bytes)");
    print(out, "sha256  " + Sha256.hash(pack));
    if (!collected.problem().isEmpty()) {
      print(out, "NOT PROVEN: " + collected.problem());
    }
  }

  private S3Address address() {
    if (!S3Address.looksLikeOne(subject)) {
      throw usage(subject + ": must be s3://bucket/key or s3://bucket/key?versionId=ID");
    }
    try {
      return S3Address.parse(subject);
    } catch (IllegalArgumentException e) {
      throw usage(subject + ": " + e.getMessage());
    }
  }

  private void write(byte[] pack) {
    try {
      Files.write(output, pack);
    } catch (IOException e) {
      throw CommandException.usage(
          "writing "
              + output
              + " failed: "
              + e.getClass().getSimpleName()
              + "; name another with -o",
          e);
    }
  }

  private static void print(PrintWriter out, String line) {
    out.println(EscapedText.of(line));
    out.flush();
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
