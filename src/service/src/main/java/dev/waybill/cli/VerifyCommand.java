package dev.waybill.cli;

import dev.waybill.verify.OfflineVerifier;
import dev.waybill.verify.OnlineVerifier;
import dev.waybill.verify.PublicKeyFile;
import dev.waybill.verify.S3Address;
import dev.waybill.verify.VerificationResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Command {@code waybill verify}. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Verifies an object against its record: record, signature, key, digest, version.",
      "Online with an s3-uri; offline with a record file and a public key you trust."
    })
public final class VerifyCommand implements Callable<Integer> {
  private final GlobalOptions options;
  private final OnlineVerifier online;
  private final OfflineVerifier offline;

  @Parameters(
      paramLabel = "S3-URI|RECORD",
      description = {
        "s3://bucket/key[?versionId=ID], as typed or percent-encoded as Waybill prints it,",
        "or a record file (*.sigstore.json)."
      })
  private String subject = "";

  @Option(
      names = "--key",
      paramLabel = "PUB.pem",
      description = {
        "The public key that must have signed. Required for a record file. By default the keys of",
        "waybill.signing.keystore are trusted or, without one, those in the provenance bucket."
      })
  private @Nullable Path key;

  @Option(
      names = "--object",
      paramLabel = "FILE",
      description = "The object's bytes, to compare with the record.")
  private @Nullable Path object;

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  public VerifyCommand(GlobalOptions options, OnlineVerifier online, OfflineVerifier offline) {
    this.options = options;
    this.online = online;
    this.offline = offline;
  }

  @Override
  public Integer call() throws Exception {
    if (object != null) {
      requireFile(object, "--object");
    }
    VerificationResult verdict = S3Address.looksLikeOne(subject) ? verifyOnline() : verifyOffline();
    VerdictReport report = new VerdictReport(spec.commandLine().getOut());
    if (json) {
      report.json(verdict);
    } else {
      report.text(verdict);
    }
    return verdict.holds() ? ExitCode.SUCCESS : ExitCode.FINDING;
  }

  private VerificationResult verifyOnline() throws Exception {
    if (key != null) {
      requireFile(key, "--key");
    }
    return online.verify(
        options.loader().loadWithoutSigning(options.overrides()),
        address(),
        object,
        key == null ? null : PublicKeyFile.read(key));
  }

  private S3Address address() {
    try {
      return S3Address.parse(subject);
    } catch (IllegalArgumentException e) {
      throw usage(subject + ": " + e.getMessage());
    }
  }

  private VerificationResult verifyOffline() throws Exception {
    Path file = Path.of(subject);
    requireFile(file, "record file");
    if (key == null) {
      throw usage("a record file needs --key, the public key you trust");
    }
    requireFile(key, "--key");
    return offline.verify(file, key, object);
  }

  private void requireFile(Path file, String name) {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw usage(name + ": cannot read " + file);
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
