package dev.waybill.verify.log;

import dev.waybill.log.LogPaths;
import dev.waybill.log.LogStore;
import dev.waybill.log.LogStore.Listed;
import dev.waybill.log.TileStore;
import dev.waybill.log.proof.CheckpointArchive;
import dev.waybill.log.proof.Growth;
import dev.waybill.log.proof.JudgedCheckpoint;
import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.InvalidLogException;
import dev.waybill.record.log.Quantity;
import dev.waybill.record.log.VerifierKey;
import dev.waybill.record.offline.VerificationFinding;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Verification of the newest checkpoint of a log. */
public final class LogVerification {
  /** An idle log publishes a checkpoint every ten minutes. */
  private static final Duration LATE = Duration.ofMinutes(20);

  /** Witnesses are asked every few seconds. */
  private static final Duration BEHIND = Duration.ofHours(1);

  /** Number of attempts: a log that grows removes partial tiles while they are read. */
  private static final int MAX_ATTEMPTS = 4;

  private final LogStore store;
  private final LogTrust trust;
  private final CheckpointArchive checkpoints;
  private final DatedCheckpoints evidence;
  private final Clock clock;

  /**
   * @param origin name of the log
   */
  public LogVerification(LogStore store, LogTrust trust, String origin, Clock clock) {
    this.store = store;
    this.trust = trust;
    this.checkpoints = new CheckpointArchive(store, trust.policy(), origin);
    this.evidence = new DatedCheckpoints(store, origin);
    this.clock = clock;
  }

  /**
   * Verifies the newest checkpoint: signatures, age, quorum, and that it extends the newest
   * cosigned, anchored and stamped ones.
   */
  public List<VerificationFinding> verify() {
    // Statements are read before the checkpoint that must extend them.
    Optional<JudgedCheckpoint> cosigned =
        trust.policy().witnesses().isEmpty() ? Optional.empty() : checkpoints.cosigned(0);
    Optional<Listed> anchor = evidence.newest(LogPaths.ANCHORS);
    Optional<Listed> timestamp = evidence.newest(LogPaths.TIMESTAMPS);
    Optional<JudgedCheckpoint> published;
    try {
      published = checkpoints.published();
    } catch (InvalidLogException e) {
      return List.of(VerificationFinding.bad("checkpoint", String.valueOf(e.getMessage())));
    }
    if (published.isEmpty()) {
      return List.of(VerificationFinding.bad("checkpoint", "the bucket has no log of records"));
    }
    List<VerificationFinding> findings = new ArrayList<>();
    addSignatures(published.get(), findings);
    findings.add(age(published.get()));
    findings.add(witnesses(cosigned, published.get()));
    cosigned.ifPresent(it -> findings.add(growth("growth", it.checkpoint(), "cosigned")));
    findings.add(
        anchor
            .map(it -> evidence.anchor(it, older -> growth("anchor", older, "anchored")))
            .orElseGet(() -> VerificationFinding.open("anchor", "there is none")));
    findings.add(
        timestamp
            .map(it -> evidence.timestamp(it, older -> growth("timestamp", older, "stamped")))
            .orElseGet(() -> VerificationFinding.open("timestamp", "there is none")));
    return findings;
  }

  private void addSignatures(JudgedCheckpoint published, List<VerificationFinding> findings) {
    findings.add(
        VerificationFinding.ok(
            "checkpoint",
            Quantity.ofEntries(published.size())
                + ", root "
                + published.checkpoint().root().hex()));
    findings.add(
        VerificationFinding.ok(
            "signature",
            names(published.verdict().signedBy())
                + (trust.isPublished()
                    ? "; believed because the bucket publishes the keys: set"
                        + " waybill.record-log.policy to a file of your own"
                    : "")));
    List<VerifierKey> unsigned =
        trust.keys().stream()
            .filter(it -> !published.verdict().signedBy().contains(it))
            .filter(it -> !published.verdict().notChecked().contains(it))
            .toList();
    if (!unsigned.isEmpty()) {
      findings.add(
          VerificationFinding.bad(
              "signature", "log-checkpoint-signature-invalid: no signature of " + names(unsigned)));
    }
    if (!published.verdict().notChecked().isEmpty()) {
      findings.add(
          VerificationFinding.open(
              "signature", "not checked: " + names(published.verdict().notChecked())));
    }
  }

  private static String names(List<VerifierKey> keys) {
    return keys.stream()
        .map(it -> it.algorithm() + " " + it.name() + "+" + it.idHex())
        .collect(Collectors.joining(", "));
  }

  private VerificationFinding age(JudgedCheckpoint published) {
    Duration age = Duration.between(published.storedAt(), clock.instant());
    String detail = "published at " + published.storedAt();
    return age.compareTo(LATE) > 0
        ? VerificationFinding.bad("age", "log-checkpoint-late: " + detail)
        : VerificationFinding.ok("age", detail);
  }

  private VerificationFinding witnesses(
      Optional<JudgedCheckpoint> cosigned, JudgedCheckpoint published) {
    if (trust.policy().witnesses().isEmpty()) {
      return VerificationFinding.open("witnesses", "the policy knows none");
    }
    if (cosigned.isEmpty()) {
      return VerificationFinding.bad(
          "witnesses", "log-witness-behind: no checkpoint has the quorum of the policy");
    }
    String detail =
        "size "
            + cosigned.get().size()
            + " by "
            + cosigned.get().verdict().cosignatures().stream()
                .map(it -> it.witness().name() + " at " + it.at())
                .collect(Collectors.joining(", "));
    boolean isBehind =
        cosigned.get().size() < published.size()
            && Duration.between(cosigned.get().storedAt(), clock.instant()).compareTo(BEHIND) > 0;
    return isBehind
        ? VerificationFinding.bad("witnesses", "log-witness-behind: " + detail)
        : VerificationFinding.ok("witnesses", detail);
  }

  /** Compares the published checkpoint with an older one, and reads it again while it grows. */
  private VerificationFinding growth(String subject, Checkpoint older, String kind) {
    String detail = "extends the " + kind + " tree of " + Quantity.ofEntries(older.size());
    Optional<String> problem = Optional.empty();
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      Checkpoint newer = checkpoints.published().orElseThrow().checkpoint();
      problem = Growth.problem(new TileStore(store), older, newer);
      if (problem.isEmpty() || newer.equals(checkpoints.published().orElseThrow().checkpoint())) {
        break;
      }
    }
    return problem
        .map(it -> VerificationFinding.bad(subject, it))
        .orElseGet(() -> VerificationFinding.ok(subject, detail));
  }

  /**
   * Verifies that the published checkpoint extends an older one.
   *
   * @param older the older one, whose signature was verified
   */
  public List<VerificationFinding> consistency(JudgedCheckpoint older) {
    try {
      Optional<JudgedCheckpoint> published = checkpoints.published();
      if (published.isEmpty()) {
        return List.of(
            VerificationFinding.bad(
                "checkpoint", "log-checkpoint-missing: the bucket has no log of records"));
      }
      List<VerificationFinding> findings = new ArrayList<>();
      addSignatures(published.get(), findings);
      findings.add(growth("growth", older.checkpoint(), "given"));
      return findings;
    } catch (InvalidLogException e) {
      return List.of(VerificationFinding.bad("checkpoint", String.valueOf(e.getMessage())));
    }
  }
}
