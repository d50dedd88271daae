package dev.waybill.witness;

import static dev.waybill.witness.RejectedRequestException.INCONSISTENT;
import static dev.waybill.witness.RejectedRequestException.UNKNOWN;

import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.InvalidLogException;
import dev.waybill.record.log.MerkleTree;
import dev.waybill.record.log.NoteSignature;
import dev.waybill.record.log.SignedNote;
import dev.waybill.record.log.TreeHash;
import dev.waybill.record.log.VerifierKey;
import dev.waybill.record.offline.EscapedText;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Witness (C2SP tlog-witness): cosigns a checkpoint when a proof shows that its tree extends the
 * tree that the witness cosigned before. A checkpoint is stored before its cosignature is returned,
 * and is stored on the condition that no other one was stored meanwhile, so no two cosigned trees
 * of a log ever contradict each other, whatever runs concurrently on the same state.
 */
public final class Witness {
  private static final int MAX_ATTEMPTS = 8;

  /**
   * Age up to which a cosignature is returned again. Checkpoints are public, so that anybody can
   * repeat a request; without a limit each one would cost a write.
   */
  private static final Duration FRESH = Duration.ofMinutes(1);

  private final WitnessedLogs logs;
  private final WitnessState state;
  private final Cosigner cosigner;
  private final Clock clock;
  private final Logger log = LoggerFactory.getLogger(Witness.class);

  /** Latest cosigned checkpoint of a log, as the state holds it. */
  private record Latest(
      long size, TreeHash root, @Nullable SignedNote note, @Nullable String version) {
    private static final Latest NONE = new Latest(0, TreeHash.EMPTY_ROOT, null, null);
  }

  /**
   * @param state state of this witness alone, or of other processes with the same keys
   */
  public Witness(WitnessedLogs logs, WitnessState state, Cosigner cosigner, Clock clock) {
    this.logs = logs;
    this.state = state;
    this.cosigner = cosigner;
    this.clock = clock;
  }

  /**
   * Checks that the state of every log can be read.
   *
   * @throws InvalidLogException when a checkpoint is not one that this witness cosigned
   */
  public void requireReadableState() {
    logs.all().forEach(this::latest);
  }

  /**
   * Answers a request {@code add-checkpoint}.
   *
   * @param body the body, which is untrusted input
   * @throws RuntimeException when the state cannot be read or written; nothing is cosigned then
   */
  public WitnessAnswer addCheckpoint(byte[] body) {
    try {
      AddCheckpointRequest request = AddCheckpointRequest.parse(body);
      WitnessedLog known =
          logs.find(request.origin())
              .orElseThrow(() -> new RejectedRequestException(UNKNOWN, "the log is not known"));
      SignedNote verified = known.verified(request.note());
      return cosign(known, request, request.checkpoint(), verified);
    } catch (RejectedRequestException e) {
      log.debug("checkpoint rejected status={} reason={}", e.status(), e.getMessage());
      return e.answer();
    }
  }

  private WitnessAnswer cosign(
      WitnessedLog known, AddCheckpointRequest request, Checkpoint checkpoint, SignedNote note) {
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      Latest latest = latest(known);
      if (latest.size() != request.oldSize()) {
        return WitnessAnswer.conflict(latest.size());
      }
      requireExtension(latest, checkpoint, request.proof());
      List<NoteSignature> fresh = fresh(latest, note.text());
      if (!fresh.isEmpty()) {
        return WitnessAnswer.ok(lines(fresh));
      }
      List<NoteSignature> cosignatures = cosigner.cosign(note.text(), clock.instant());
      if (state.replace(known.hash(), note.with(cosignatures).bytes(), latest.version())) {
        log.info("cosigned origin={} size={}", safe(known.origin()), checkpoint.size());
        return WitnessAnswer.ok(lines(cosignatures));
      }
    }
    return WitnessAnswer.problem(503, "other requests for this log come first; retry");
  }

  private void requireExtension(Latest latest, Checkpoint checkpoint, List<TreeHash> proof) {
    if (!MerkleTree.extendsTree(
        latest.size(), latest.root(), checkpoint.size(), checkpoint.root(), proof)) {
      // The log's key signed this checkpoint, so the line may be evidence of a fork.
      log.warn(
          "checkpoint rejected origin={} size={} root={} cosigned-size={} cosigned-root={}"
              + " reason=inconsistent",
          safe(checkpoint.origin()),
          checkpoint.size(),
          checkpoint.root(),
          latest.size(),
          latest.root());
      throw new RejectedRequestException(
          INCONSISTENT, "the proof does not show that the tree extends the one of the old size");
    }
  }

  /** Returns the cosignatures of the same checkpoint that were made a short time ago. */
  private List<NoteSignature> fresh(Latest latest, String text) {
    SignedNote note = latest.note();
    if (note == null || !note.text().equals(text)) {
      return List.of();
    }
    long now = clock.instant().getEpochSecond();
    return note.signatures().stream()
        .filter(it -> cosigner.keys().stream().anyMatch(key -> isFresh(key, it, now)))
        .toList();
  }

  private static boolean isFresh(VerifierKey key, NoteSignature signature, long now) {
    long age = now - key.time(signature);
    return key.isNamedBy(signature) && age >= 0 && age < FRESH.toSeconds();
  }

  private Latest latest(WitnessedLog known) {
    Optional<WitnessState.Kept> kept = state.find(known.hash());
    return kept.map(it -> latest(known, it)).orElse(Latest.NONE);
  }

  /** Reads a stored checkpoint, which counts only with a cosignature of this witness. */
  private Latest latest(WitnessedLog known, WitnessState.Kept kept) {
    SignedNote note = SignedNote.parse(kept.note());
    Checkpoint checkpoint = Checkpoint.of(note.text());
    if (!checkpoint.origin().equals(known.origin()) || !isCosigned(note)) {
      throw new InvalidLogException(
          "the stored checkpoint of " + known.origin() + " is not one that this witness cosigned");
    }
    return new Latest(checkpoint.size(), checkpoint.root(), note, kept.version());
  }

  private boolean isCosigned(SignedNote note) {
    VerifierKey own = cosigner.keys().get(0);
    return note.signatures().stream()
        .filter(own::isNamedBy)
        .anyMatch(it -> own.verify(note.text(), it) == VerifierKey.Result.VALID);
  }

  private static byte[] lines(List<NoteSignature> signatures) {
    return signatures.stream()
        .map(NoteSignature::line)
        .collect(Collectors.joining())
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String safe(String origin) {
    return EscapedText.of(origin);
  }

  /**
   * Answers a request for the latest cosigned checkpoint of a log.
   *
   * @param originHash the SHA-256 of the log's origin in lower-case hex, which is untrusted input
   */
  public WitnessAnswer checkpoint(String originHash) {
    return logs.findByHash(originHash)
        .flatMap(known -> state.find(known.hash()))
        .map(kept -> WitnessAnswer.ok(kept.note()))
        .orElseGet(() -> WitnessAnswer.problem(UNKNOWN, "no checkpoint of that log was cosigned"));
  }
}
