package dev.waybill.log.cosign;

import dev.waybill.log.LogPaths;
import dev.waybill.log.LogStore;
import dev.waybill.record.log.SignedNote;
import dev.waybill.record.log.VerifierKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Newest tree that the log publishes, whose signature was verified.
 *
 * @param size number of entries
 * @param publishedAt time at which the store received the checkpoint
 */
public record PublishedTree(long size, Instant publishedAt) {
  /**
   * Reads the newest checkpoint; empty when the log has none yet.
   *
   * @param keys the keys of the log, which have its name
   * @throws dev.waybill.record.log.InvalidLogException when it is not a checkpoint that the log
   *     signed
   */
  public static Optional<PublishedTree> read(LogStore store, List<VerifierKey> keys) {
    return store
        .find(LogPaths.CHECKPOINT)
        .map(
            it ->
                new PublishedTree(
                    VerifiedCheckpoint.verified(SignedNote.parse(it.content()), keys)
                        .checkpoint()
                        .size(),
                    it.lastModified()));
  }
}
