package dev.waybill.log;

import dev.waybill.log.LogConflictException.Reason;
import dev.waybill.log.LogStore.Keeping;
import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.InvalidLogException;
import dev.waybill.record.log.SignedNote;
import dev.waybill.record.log.VerifierKey;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The log's newest checkpoint in the store. */
final class CheckpointStore {
  private final LogStore store;
  private final CheckpointSigner signer;
  private final Clock clock;

  CheckpointStore(LogStore store, CheckpointSigner signer, Clock clock) {
    this.store = store;
    this.signer = signer;
    this.clock = clock;
  }

  /** Returns the name of the log. */
  String origin() {
    return signer.origin();
  }

  /**
   * Reads the checkpoint and verifies that this log signed it.
   *
   * @return empty when there is none
   * @throws LogConflictException when it is not one of this log
   */
  Optional<StoredCheckpoint> read() {
    return store
        .find(LogPaths.CHECKPOINT)
        .map(it -> new StoredCheckpoint(verified(it.content()), it.eTag(), it.lastModified()));
  }

  private Checkpoint verified(byte[] content) {
    try {
      SignedNote note = SignedNote.parse(content);
      Checkpoint checkpoint = Checkpoint.of(note.text());
      if (!checkpoint.origin().equals(signer.origin())) {
        throw new InvalidLogException("its origin is not " + signer.origin());
      }
      requireOwnSignature(note);
      return checkpoint;
    } catch (InvalidLogException e) {
      throw new LogConflictException(
          Reason.CHECKPOINT_INVALID,
          LogPaths.CHECKPOINT
              + " is not a checkpoint of this log: "
              + e.getMessage()
              + "; restore its newest version that is signed by the log's keys");
    }
  }

  /** One key may be new, so one valid signature suffices; none of the log's may be invalid. */
  private void requireOwnSignature(SignedNote note) {
    List<VerifierKey.Result> results =
        signer.keys().stream()
            .flatMap(
                key ->
                    note.signatures().stream()
                        .filter(key::isNamedBy)
                        .map(it -> key.verify(note.text(), it)))
            .toList();
    if (results.contains(VerifierKey.Result.INVALID)
        || !results.contains(VerifierKey.Result.VALID)) {
      throw new InvalidLogException("no valid signature of the log's keys");
    }
  }

  /**
   * Signs and writes a checkpoint.
   *
   * @param before the checkpoint that it replaces; null when there is none
   * @return empty when another sequencer has changed the checkpoint
   */
  Optional<StoredCheckpoint> publish(Checkpoint checkpoint, @Nullable StoredCheckpoint before) {
    byte[] note = signer.sign(checkpoint).bytes();
    return store
        .replace(
            LogPaths.CHECKPOINT, note, before == null ? null : before.eTag(), Keeping.TEMPORARY)
        .map(eTag -> new StoredCheckpoint(checkpoint, eTag, clock.instant()));
  }
}
