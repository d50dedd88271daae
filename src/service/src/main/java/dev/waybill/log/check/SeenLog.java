package dev.waybill.log.check;

import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.SignedNote;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Memory that the watch has of the log.
 *
 * @param note the largest verified checkpoint, with its signatures as evidence
 * @param comparedUntil time of the newest version of the checkpoint that was compared
 * @param nextBundle index of the bundle that the rotation through the whole log reads next
 * @param checkedAt time of the last cycle
 * @param listedAt time at which the records were last listed completely; null when never
 */
public record SeenLog(
    SignedNote note,
    Instant comparedUntil,
    long nextBundle,
    Instant checkedAt,
    @Nullable Instant listedAt) {
  /** Returns the checkpoint of the note. */
  Checkpoint checkpoint() {
    return Checkpoint.of(note.text());
  }

  /** Returns this memory with the time of a complete listing. */
  SeenLog withListing(Instant time) {
    return new SeenLog(note, comparedUntil, nextBundle, checkedAt, time);
  }
}
