package dev.waybill.cli;

import dev.waybill.record.RecordVerifier;
import dev.waybill.record.offline.ChunkEvidence;
import dev.waybill.record.offline.Conclusion;
import dev.waybill.record.offline.DelegationFiles;
import dev.waybill.record.offline.OfflineVerification;
import dev.waybill.record.offline.ReportFormat;
import dev.waybill.record.offline.TrustedKeyFile;
import dev.waybill.record.offline.VerificationReport;
import dev.waybill.record.offline.WrongFileException;
import dev.waybill.record.trust.Delegations;
import dev.waybill.verify.OnlineVerifier;
import dev.waybill.verify.S3Address;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
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
      "Online with an s3-uri; offline with a record file and a public key you trust.",
      "Exit code 0: verified, or accepted by an option; 1: something does not match or was not"
          + " compared; 2: wrong usage or an unreadable file; 3: AWS cannot be reached or denies a"
          + " call."
    })
public final class VerifyCommand implements Callable<Integer> {
  private final GlobalOptions options;
  private final OnlineVerifier online;

  @Parameters(
      paramLabel = "S3-URI|RECORD",
      description = {
        "s3://bucket/key[?versionId=ID], as typed or percent-encoded as Waybill prints it,"
            + " or a record file (*.sigstore.json)."
      })
  private String subject = "";

  @Option(
      names = "--key",
      paramLabel = "PUB.pem",
      description = {
        "The public key that must have signed. Required for a record file. By default the keys of"
            + " waybill.trust.keys are trusted or, without it, those of waybill.signing.keystore."
      })
  private @Nullable Path key;

  @Option(
      names = "--object",
      paramLabel = "FILE",
      description = "The object's bytes, to compare with the record.")
  private @Nullable Path object;

  @Option(
      names = "--chunks",
      paramLabel = "FILE",
      description = {
        "The list of chunk digests (*.sha256) of a large object, for a record file: names the bytes"
            + " that differ. With an s3-uri the list is read from the provenance bucket."
      })
  private @Nullable Path chunks;

  @Option(
      names = "--delegation",
      paramLabel = "FILE",
      description = {
        "The delegation (delegations/*.sigstore.json) of the key that signed a record file, by the"
            + " key of --key. With an s3-uri it is read from the provenance bucket."
      })
  private @Nullable Path delegation;

  @Option(
      names = "--record-only",
      description = "Accepts a valid record file without the object's bytes.")
  private boolean recordOnly;

  @Option(
      names = "--trust-published",
      description = {
        "Accepts a key because it is published in the provenance bucket. Every principal that may"
            + " write there can publish one."
      })
  private boolean trustPublished;

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  public VerifyCommand(GlobalOptions options, OnlineVerifier online) {
    this.options = options;
    this.online = online;
  }

  @Override
  public Integer call() throws Exception {
    requireConsistent();
    VerificationReport report = S3Address.looksLikeOne(subject) ? verifyOnline() : verifyOffline();
    PrintWriter out = spec.commandLine().getOut();
    Set<Conclusion> accepted = accepted();
    out.print(json ? ReportFormat.json(report, accepted) : ReportFormat.text(report, accepted));
    out.flush();
    return report.isAccepted(accepted) ? ExitCode.SUCCESS : ExitCode.FINDING;
  }

  private Set<Conclusion> accepted() {
    Set<Conclusion> accepted = EnumSet.noneOf(Conclusion.class);
    if (recordOnly) {
      accepted.add(Conclusion.RECORD_ONLY);
    }
    if (trustPublished) {
      accepted.add(Conclusion.UNPROVEN_KEY);
    }
    return accepted;
  }

  private void requireConsistent() {
    if (object != null) {
      requireFile(object, "--object");
    }
    if (chunks != null && S3Address.looksLikeOne(subject)) {
      throw usage("--chunks is for a record file; the list of an s3-uri is read from S3");
    }
    if (delegation != null && S3Address.looksLikeOne(subject)) {
      throw usage("--delegation is for a record file; that of an s3-uri is read from S3");
    }
    if (recordOnly && (object != null || S3Address.looksLikeOne(subject))) {
      throw usage("--record-only is for a record file without --object");
    }
    if (trustPublished && (key != null || !S3Address.looksLikeOne(subject))) {
      throw usage("--trust-published is for an s3-uri without --key");
    }
  }

  private VerificationReport verifyOnline() throws Exception {
    PublicKey trusted = key == null ? null : trustedKey(key);
    return online.verify(
        options.loader().loadWithoutSigning(options.overrides()), address(), object, trusted);
  }

  private S3Address address() {
    try {
      return S3Address.parse(subject);
    } catch (IllegalArgumentException e) {
      throw usage(subject + ": " + e.getMessage());
    }
  }

  private VerificationReport verifyOffline() throws IOException {
    Path file = recordFile();
    requireFile(file, "record file");
    if (key == null) {
      throw usage("a record file needs --key, the public key you trust");
    }
    RecordVerifier verifier =
        new RecordVerifier(List.of(trustedKey(key))).with(delegations(delegation));
    try {
      return new OfflineVerification(verifier).verify(file, object, null, chunkEvidence());
    } catch (WrongFileException e) {
      throw usage("record file: " + e.getMessage());
    }
  }

  private Delegations delegations(@Nullable Path file) throws IOException {
    if (file == null) {
      return Delegations.NONE;
    }
    requireFile(file, "--delegation");
    try {
      return DelegationFiles.read(List.of(file));
    } catch (WrongFileException e) {
      throw usage("--delegation: " + e.getMessage());
    }
  }

  private @Nullable ChunkEvidence chunkEvidence() throws IOException {
    if (chunks == null) {
      return null;
    }
    requireFile(chunks, "--chunks");
    try {
      return ChunkEvidence.read(chunks);
    } catch (WrongFileException e) {
      throw usage("--chunks: " + e.getMessage());
    }
  }

  private Path recordFile() {
    try {
      return Path.of(subject);
    } catch (InvalidPathException e) {
      throw usage("record file: " + subject + " is not a file name");
    }
  }

  private PublicKey trustedKey(Path file) throws IOException {
    requireFile(file, "--key");
    try {
      return TrustedKeyFile.read(file);
    } catch (WrongFileException e) {
      throw usage("--key: " + e.getMessage());
    }
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
