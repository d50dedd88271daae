package dev.waybill.log.check;

import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.SignedNote;
import java.time.Instant;

/**
 * Checkpoint that the log publishes, with verified signatures.
 *
 * @param note the signed note
 * @param checkpoint the checkpoint of the note
 * @param eTag ETag of the object
 * @param publishedAt time at which the store received the object
 */
record NewestCheckpoint(SignedNote note, Checkpoint checkpoint, String eTag, Instant publishedAt) {}
