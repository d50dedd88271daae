package dev.waybill.log.check;

import dev.waybill.log.LogPaths;
import dev.waybill.log.LogStore;
import dev.waybill.log.StoredObject;
import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.InvalidLogException;
import dev.waybill.record.log.SignedNote;
import java.util.Optional;
import java.util.function.Consumer;

/** Reader of signed checkpoints, which are untrusted input until their signatures are verified. */
final class CheckpointReader {
  private final LogStore store;
  private final CheckpointTrust trust;
  private final String origin;

  /**
   * Signed checkpoint, or the reason why an object is none.
   *
   * @param note the note; empty with a problem
   * @param problem the defect; empty with a note
   */
  record Read(Optional<SignedNote> note, Optional<LogDefect> problem) {
    private static Read of(SignedNote note) {
      return new Read(Optional.of(note), Optional.empty());
    }

    private static Read of(LogDefectKind kind, String key, String detail) {
      return new Read(Optional.empty(), Optional.of(new LogDefect(kind, key, detail)));
    }
  }

  /**
   * @param origin name of the log
   */
  CheckpointReader(LogStore store, CheckpointTrust trust, String origin) {
    this.store = store;
    this.trust = trust;
    this.origin = origin;
  }

  /** Returns the published checkpoint; a missing or invalid one is a defect. */
  Optional<NewestCheckpoint> newest(Consumer<LogDefect> defects) {
    Optional<StoredObject> stored = store.find(LogPaths.CHECKPOINT);
    if (stored.isEmpty()) {
      defects.accept(
          new LogDefect(
              LogDefectKind.CHECKPOINT_MISSING, LogPaths.CHECKPOINT, "the object does not exist"));
      return Optional.empty();
    }
    StoredObject object = stored.get();
    Read read = read(LogPaths.CHECKPOINT, object.content(), true);
    read.problem().ifPresent(defects);
    return read.note()
        .map(
            it ->
                new NewestCheckpoint(
                    it, Checkpoint.of(it.text()), object.eTag(), object.lastModified()));
  }

  /**
   * Verifies a note.
   *
   * @param key key of the object, for the defect
   * @param isNewest true when every key of the log must have signed it
   */
  Read read(String key, byte[] content, boolean isNewest) {
    SignedNote note;
    Checkpoint checkpoint;
    try {
      note = SignedNote.parse(content);
      checkpoint = Checkpoint.of(note.text());
    } catch (InvalidLogException e) {
      return Read.of(LogDefectKind.CHECKPOINT_MALFORMED, key, String.valueOf(e.getMessage()));
    }
    Optional<String> problem =
        checkpoint.origin().equals(origin)
            ? isNewest ? trust.problem(note) : trust.pastProblem(note)
            : Optional.of("the checkpoint is of another log");
    return problem
        .map(it -> Read.of(LogDefectKind.CHECKPOINT_SIGNATURE_INVALID, key, it))
        .orElseGet(() -> Read.of(note));
  }
}
