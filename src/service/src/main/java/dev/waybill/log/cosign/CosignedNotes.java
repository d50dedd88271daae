package dev.waybill.log.cosign;

import dev.waybill.log.LogPaths;
import dev.waybill.log.LogStore;
import dev.waybill.log.LogStore.Keeping;
import dev.waybill.log.StoredObject;
import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.InvalidLogException;
import dev.waybill.record.log.SignedNote;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checkpoints with cosignatures below {@code log/cosigned/}, one object a size. Cosignatures that
 * come later are added in a new version of the object.
 */
final class CosignedNotes {
  private static final Logger LOG = LoggerFactory.getLogger(CosignedNotes.class);

  private final LogStore store;

  CosignedNotes(LogStore store) {
    this.store = store;
  }

  /**
   * Returns the note that is stored for the size of a checkpoint; empty when there is none, or it
   * is no note of the same checkpoint. Its signatures are not verified.
   */
  Optional<SignedNote> find(Checkpoint checkpoint) {
    return store.find(LogPaths.cosigned(checkpoint)).flatMap(it -> parse(it, checkpoint));
  }

  private static Optional<SignedNote> parse(StoredObject stored, Checkpoint checkpoint) {
    try {
      SignedNote note = SignedNote.parse(stored.content());
      return Optional.of(note).filter(it -> it.text().equals(checkpoint.text()));
    } catch (InvalidLogException e) {
      LOG.warn("skipped {}: {}", LogPaths.cosigned(checkpoint), e.getMessage());
      return Optional.empty();
    }
  }

  /**
   * Stores a note with every cosignature that is known.
   *
   * @return false when another writer was first, and its version is to be read
   */
  boolean keep(Checkpoint checkpoint, SignedNote note) {
    String key = LogPaths.cosigned(checkpoint);
    Optional<StoredObject> present = store.find(key);
    return present.isPresent()
        ? store.replace(key, note.bytes(), present.get().eTag(), Keeping.RETAINED).isPresent()
        : store.create(key, note.bytes(), Keeping.RETAINED);
  }
}
