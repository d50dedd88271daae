package dev.waybill.why.source;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Place of a record in the log.
 *
 * @param state result of the search
 * @param index index of its entry; -1 for none
 * @param size number of entries of the checkpoint that decides
 * @param sealedAt time that the entry states; null for none
 * @param publishedAt time at which S3 stored the checkpoint; null for none
 * @param problem plain words about a state that is not proven; empty for none
 */
public record LogPlace(
    State state,
    long index,
    long size,
    @Nullable Instant sealedAt,
    @Nullable Instant publishedAt,
    String problem) {
  /** Results of the search for an entry. */
  public enum State {
    /** The entry is covered by the signed checkpoint, and states what the record states. */
    PROVEN,
    /** The entry states something else than the record. */
    DIFFERS,
    /** The log has no entry, and must have one. */
    MISSING,
    /** The log has no entry yet, or may have one that was not found. */
    OPEN
  }

  /** Returns the place of a record without an entry. */
  public static LogPlace without(State state, long size, String problem) {
    return new LogPlace(state, -1, size, null, null, problem);
  }
}
