package dev.waybill.record.cli;

import dev.waybill.record.RecordVerifier;
import dev.waybill.record.offline.ChunkEvidence;
import dev.waybill.record.offline.CommandLineText;
import dev.waybill.record.offline.DelegationFiles;
import dev.waybill.record.offline.EscapedText;
import dev.waybill.record.offline.OfflineVerification;
import dev.waybill.record.offline.PackedEvidence;
import dev.waybill.record.offline.ProofEvidence;
import dev.waybill.record.offline.ReportFormat;
import dev.waybill.record.offline.TrustedKeyFile;
import dev.waybill.record.offline.VerificationReport;
import dev.waybill.record.offline.WrongFileException;
import dev.waybill.record.trust.Delegations;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The auditor's program: verifies a record file and the object's file, offline. */
public final class WaybillVerify {
  /** Exit code when the object is verified, or the user accepts the conclusion. */
  static final int VERIFIED = 0;

  /** Exit code when a check failed or was not made. */
  static final int MISMATCH = 1;

  /** Exit code for wrong usage and unreadable files. */
  static final int USAGE = 2;

  private static final String HELP =
      """
      Usage: waybill-verify RECORD --object FILE --key PUB.pem [--key PUB.pem]... [--json]
             waybill-verify RECORD --record-only --key PUB.pem [--key PUB.pem]... [--json]
             waybill-verify RECORD ... --proof FILE --policy FILE
             waybill-verify RECORD ... --chunks FILE
             waybill-verify RECORD ... --delegation FILE
             waybill-verify PACK.zip --object FILE --key PUB.pem [--policy FILE]

      Checks a record file (*.sigstore.json) offline: form, signature, key and, with --object,
      the digest and size of the object. With --proof and --policy, checks also that the log of
      records has the record. With --chunks, names the bytes of a large object that differ.
      RECORD may also be the statement over a cycle of re-verification (fixity/cycle/), whose
      object is the list of result files that recompute-fixity.py writes, the statement over a
      repair (repairs/), whose object is the repaired one, the statement about a drill (drills/),
      the statement over CloudTrail's digests (trail/), whose object is the newest of them, or a
      delegation (delegations/), whose object is the delegated key in PEM.
      It may also be an evidence pack, whose record, proof and delegation are checked. The keys
      and the policy in the pack are not used: give those that you trust.

        --object FILE  The object's bytes, to compare with the record.
        --key PUB.pem  A public key you trust (EC P-256, PEM); the record must be signed by one.
        --record-only  Accepts a valid record without the object.
        --proof FILE   A proof that the log has the record (*.tlog-proof).
        --policy FILE  The logs and witnesses that you trust, in the form of C2SP tlog-policy.
        --delegation FILE
                       The delegation (delegations/*.sigstore.json) of the key that signed, by
                       the trusted key. May be given several times.
        --chunks FILE  The list of the object's chunk digests (*.sha256), which the record states.
        --json         Prints JSON.
        -h, --help     Prints this help.
        -V, --version  Prints the version.

      Exit codes: 0 verified, or accepted by --record-only; 1 something does not match, or no
      object was compared; 2 wrong usage or an unreadable file.
      The verdict names what was not compared, such as (open: version): only S3 knows versions.
      """;

  private final PrintStream out;
  private final PrintStream err;

  /**
   * @param out receives the report
   * @param err receives usage errors
   */
  public WaybillVerify(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Verifies, prints the report and ends the process with the exit code. */
  public static void main(String[] args) {
    System.exit(new WaybillVerify(System.out, System.err).run(args));
  }

  /** Runs the program and returns its exit code. */
  public int run(String... args) {
    try {
      requireRepresentable(args);
      return run(VerifyArguments.parse(args));
    } catch (UsageException e) {
      return fail(e.getMessage() + "; see waybill-verify --help");
    } catch (WrongFileException e) {
      return fail("record file: " + e.getMessage());
    } catch (IOException e) {
      return fail("reading failed: " + e.getMessage());
    } catch (RuntimeException | Error e) {
      // An uncaught exception would end the JVM with exit code 1, which means a mismatch.
      return fail("internal error: " + e);
    }
  }

  private static void requireRepresentable(String... args) throws UsageException {
    Optional<String> lossy = CommandLineText.firstLossy(List.of(args));
    if (lossy.isPresent()) {
      throw new UsageException(
          "the locale cannot represent the argument "
              + CommandLineText.ofProcess().original(lossy.get()).orElse(lossy.get())
              + "; set LC_ALL=C.UTF-8");
    }
  }

  private int run(VerifyArguments arguments) throws UsageException, IOException {
    if (arguments.isHelp()) {
      out.print(HELP);
      return VERIFIED;
    }
    if (arguments.isVersion()) {
      printVersion();
      return VERIFIED;
    }
    requireReadable("record file", arguments.record());
    requireReadable("--object", arguments.object());
    Optional<PackedEvidence> pack = PackedEvidence.read(arguments.record());
    Delegations delegations =
        pack.flatMap(PackedEvidence::delegation)
            .filter(it -> arguments.delegations().isEmpty())
            .map(it -> DelegationFiles.of(List.of(it)))
            .orElse(delegations(arguments));
    OfflineVerification verification =
        new OfflineVerification(new RecordVerifier(readKeys(arguments.keys())).with(delegations));
    ProofEvidence log = evidence(arguments, pack.flatMap(PackedEvidence::proof));
    VerificationReport report =
        pack.isPresent()
            ? verification.verify(pack.get().record(), arguments.object(), log, chunks(arguments))
            : verification.verify(arguments.record(), arguments.object(), log, chunks(arguments));
    out.print(
        arguments.isJson()
            ? ReportFormat.json(report, arguments.accepted())
            : ReportFormat.text(report, arguments.accepted()));
    return report.isAccepted(arguments.accepted()) ? VERIFIED : MISMATCH;
  }

  private static @Nullable ProofEvidence evidence(
      VerifyArguments arguments, Optional<byte[]> packed) throws UsageException, IOException {
    Path proof = arguments.proof();
    Path policy = arguments.policy();
    if (policy == null) {
      return null;
    }
    if (proof == null && packed.isEmpty()) {
      throw VerifyArguments.withoutOther();
    }
    requireReadable("--proof", proof);
    requireReadable("--policy", policy);
    try {
      return proof == null
          ? ProofEvidence.of(packed.get(), policy)
          : ProofEvidence.read(proof, policy);
    } catch (WrongFileException e) {
      throw new UsageException("--proof or --policy: " + e.getMessage());
    }
  }

  private static @Nullable ChunkEvidence chunks(VerifyArguments arguments)
      throws UsageException, IOException {
    Path chunks = arguments.chunks();
    requireReadable("--chunks", chunks);
    try {
      return chunks == null ? null : ChunkEvidence.read(chunks);
    } catch (WrongFileException e) {
      throw new UsageException("--chunks: " + e.getMessage());
    }
  }

  private static Delegations delegations(VerifyArguments arguments)
      throws UsageException, IOException {
    for (Path file : arguments.delegations()) {
      requireReadable("--delegation", file);
    }
    try {
      return DelegationFiles.read(arguments.delegations());
    } catch (WrongFileException e) {
      throw new UsageException("--delegation: " + e.getMessage());
    }
  }

  private static List<PublicKey> readKeys(List<Path> files) throws UsageException, IOException {
    List<PublicKey> keys = new ArrayList<>();
    for (Path file : files) {
      requireReadable("--key", file);
      try {
        keys.add(TrustedKeyFile.read(file));
      } catch (WrongFileException e) {
        throw new UsageException("--key: " + e.getMessage());
      }
    }
    return keys;
  }

  private static void requireReadable(String name, @Nullable Path file) throws UsageException {
    if (file != null && (!Files.isReadable(file) || Files.isDirectory(file))) {
      throw new UsageException(name + ": cannot read " + file);
    }
  }

  private void printVersion() {
    String version = WaybillVerify.class.getPackage().getImplementationVersion();
    out.println("waybill-verify " + (version == null ? "(from source)" : version));
    out.println("Java " + Runtime.version());
  }

  private int fail(String message) {
    err.println("waybill-verify: " + EscapedText.of(message));
    return USAGE;
  }
}
