package dev.waybill.log;

import dev.waybill.log.LogStore.Keeping;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Objects below the pending prefix that one process writes, with increasing numbers. */
final class PendingStore {
  private static final Logger LOG = LoggerFactory.getLogger(PendingStore.class);

  private final LogStore store;
  private final PendingFolder folder;
  private final RecentBatches recent;
  private PendingKey key;

  /**
   * @param folder names the folder of this process, which no other process has, nor this one before
   *     a restart
   */
  PendingStore(LogStore store, PendingFolder folder, RecentBatches recent) {
    this.store = store;
    this.folder = folder;
    this.recent = recent;
    key = new PendingKey(folder.name(), 0);
  }

  /**
   * Makes one attempt to write a batch. After a failure the attempt must be repeated with the same
   * entries: they may be stored although the answer was lost.
   *
   * @return false when the attempt must be repeated
   */
  boolean write(List<EncodedEntry> entries) {
    PendingBatch batch = new PendingBatch(key.key(), entries);
    byte[] content = batch.content();
    boolean isWritten = store.create(batch.key(), content, Keeping.TEMPORARY);
    if (!isWritten) {
      Optional<StoredObject> present = store.find(batch.key());
      isWritten = present.filter(it -> Arrays.equals(it.content(), content)).isPresent();
      if (!isWritten && present.isPresent()) {
        LOG.warn(
            "pending batch rejected key={} cause=\"another object has the key\"; retrying with the"
                + " next number",
            batch.key());
        key = next();
      }
    }
    if (isWritten) {
      key = next();
      recent.add(batch);
    }
    return isWritten;
  }

  /** The number goes on in a new folder, so that the order of batches shows. */
  private PendingKey next() {
    return new PendingKey(folder.name(), key.number() + 1);
  }
}
