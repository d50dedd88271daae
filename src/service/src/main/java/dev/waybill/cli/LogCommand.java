package dev.waybill.cli;

import dev.waybill.record.log.LogProof;
import dev.waybill.record.offline.EscapedText;
import dev.waybill.record.offline.VerificationFinding;
import dev.waybill.settings.LoadedSettings;
import dev.waybill.verify.S3Address;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Command {@code waybill log}. */
@Command(
    name = "log",
    mixinStandardHelpOptions = true,
    description = {
      "The log of records: proofs that it has a record, and checks that nothing in it was changed.",
      "The keys and witnesses of waybill.record-log.policy decide or, without it, the keys of"
          + " waybill.record-log.keys or, without them, those that the bucket publishes."
    })
public final class LogCommand implements Runnable {
  private static final String STANDARD_OUTPUT = "-";

  private final GlobalOptions options;
  private final LogService service;
  private final ProofFile proofs;

  @Spec private CommandSpec spec = CommandSpec.create();

  public LogCommand(GlobalOptions options, LogService service) {
    // A writer would encode a proof, which is UTF-8, for the terminal.
    this(options, service, System.out);
  }

  /**
   * @param standardOutput receives a proof that is written to standard output
   */
  LogCommand(GlobalOptions options, LogService service, OutputStream standardOutput) {
    this.options = options;
    this.service = service;
    this.proofs = new ProofFile(standardOutput);
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "prove, verify, fsck, consistency or key is missing");
  }

  @Command(
      name = "prove",
      mixinStandardHelpOptions = true,
      description = {
        "Writes the proof that the log has the record of an object (C2SP tlog-proof).",
        "It is from the newest checkpoint with the policy's quorum of cosignatures that has the"
            + " record.",
        "Exit code 1: the log does not have the record, or the quorum is not reached yet."
      })
  int prove(
      @Parameters(
              paramLabel = "S3-URI",
              description =
                  "s3://bucket/key[?versionId=ID]; without a version id, the newest sealed"
                      + " version.")
          String subject,
      @Option(
              names = {"-o", "--output"},
              paramLabel = "FILE",
              description =
                  "The file to write (default: the last part of the key and .tlog-proof); - for"
                      + " standard output.")
          @Nullable String output,
      @Option(names = "--json", description = "Prints JSON.") boolean json)
      throws Exception {
    S3Address address = address(subject);
    boolean toOutput = STANDARD_OUTPUT.equals(output);
    if (json && toOutput) {
      throw usage("--json and -o - both print to standard output; name a file");
    }
    LogService.Proven proven =
        service.prove(settings(), address, line -> print(spec.commandLine().getErr(), line));
    LogProof proof = proven.proof();
    Path file = proof == null || toOutput ? null : ProofFile.path(output, address);
    if (proof != null) {
      proofs.write(proof, file);
    }
    PrintWriter out = toOutput ? spec.commandLine().getErr() : spec.commandLine().getOut();
    LogText text = new LogText(out);
    if (json) {
      text.json(proven, file);
    } else {
      text.print(proven, file);
    }
    return proven.problem().isEmpty() ? ExitCode.SUCCESS : ExitCode.FINDING;
  }

  @Command(
      name = "verify",
      mixinStandardHelpOptions = true,
      description = {
        "Verifies the newest checkpoint: signatures, age, quorum of witnesses, and that it extends"
            + " the newest cosigned and anchored ones.",
        "Exit code 1: one of them does not hold."
      })
  int verify(@Option(names = "--json", description = "Prints JSON.") boolean json)
      throws Exception {
    return report(service.verify(settings()), json);
  }

  @Command(
      name = "fsck",
      mixinStandardHelpOptions = true,
      description = {
        "Reads the whole log, and compares every entry and tile with the signed root.",
        "Exit code 1: there are defects, which are printed by name."
      })
  int fsck(@Option(names = "--json", description = "Prints JSON.") boolean json) throws Exception {
    List<LogService.Defect> defects = new ArrayList<>();
    PrintWriter out = spec.commandLine().getOut();
    LogText text = new LogText(out);
    LogProgress progress = new LogProgress(spec.commandLine().getErr());
    long size =
        service.fsck(
            settings(),
            defect -> {
              defects.add(defect);
              if (!json) {
                text.print(defect);
              }
            },
            progress::checked);
    if (json) {
      text.json(size, defects);
    } else {
      text.summary(size, defects.size());
    }
    return defects.isEmpty() ? ExitCode.SUCCESS : ExitCode.FINDING;
  }

  @Command(
      name = "consistency",
      mixinStandardHelpOptions = true,
      description = {
        "Verifies that the published log extends an older checkpoint, so that it only grew.",
        "Exit code 1: it does not, which is a rollback or a fork. Exit code 2: FILE is no"
            + " checkpoint."
      })
  int consistency(
      @Parameters(paramLabel = "FILE", description = "The older checkpoint: a signed note.")
          Path file,
      @Option(names = "--json", description = "Prints JSON.") boolean json)
      throws Exception {
    return report(service.consistency(settings(), CheckpointFile.read(file)), json);
  }

  @Command(
      name = "key",
      mixinStandardHelpOptions = true,
      description = {
        "Prints the two private keys of a new log, Ed25519 and ML-DSA-44. It calls no AWS service.",
        "Redirect them to a file that only you can read, and set waybill.record-log.keys to it."
      })
  int key(
      @Parameters(
              paramLabel = "NAME",
              description =
                  "The name of the log, which waybill.record-log.origin states; by default the"
                      + " provenance bucket and /log.")
          String name) {
    LogService.NewKeys keys = service.key(name);
    PrintWriter out = spec.commandLine().getOut();
    out.print(keys.signers());
    out.flush();
    PrintWriter err = spec.commandLine().getErr();
    print(
        err, "Keep the lines secret: set waybill.record-log.keys to a file with them, mode 0600.");
    keys.verifiers().forEach(key -> print(err, "public key " + key));
    return ExitCode.SUCCESS;
  }

  private int report(List<VerificationFinding> findings, boolean json) {
    LogText text = new LogText(spec.commandLine().getOut());
    if (json) {
      text.json(findings);
    } else {
      text.print(findings);
    }
    return LogText.isVerified(findings) ? ExitCode.SUCCESS : ExitCode.FINDING;
  }

  private LoadedSettings settings() {
    return options.loader().loadWithoutSigning(options.overrides());
  }

  private S3Address address(String subject) {
    if (!S3Address.looksLikeOne(subject)) {
      throw usage(subject + ": must be s3://bucket/key or s3://bucket/key?versionId=ID");
    }
    try {
      return S3Address.parse(subject);
    } catch (IllegalArgumentException e) {
      throw usage(subject + ": " + e.getMessage());
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
