package dev.waybill.fixity.result;

import dev.waybill.fixity.CycleId;
import dev.waybill.fixity.FixityPaths;
import dev.waybill.fixity.TileTask;
import dev.waybill.fixity.examine.PinnedVersion;
import dev.waybill.fixity.examine.ProgressStore;
import dev.waybill.fixity.examine.ReadProgress;
import dev.waybill.log.LogStore;
import dev.waybill.log.LogStore.Keeping;
import dev.waybill.log.StoredObject;
import dev.waybill.record.chunk.StatedChunks;
import java.time.Clock;
import java.time.Instant;
import java.util.BitSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Progress within large objects in the provenance bucket, one small object for each, replaced by
 * compare-and-set. It counts for one cycle and one version only.
 */
public final class StoredProgress implements ProgressStore {
  private static final Logger LOG = LoggerFactory.getLogger(StoredProgress.class);

  private final LogStore store;
  private final Clock clock;

  public StoredProgress(LogStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  public ReadProgress of(TileTask task, long index) {
    return new OfEntry(task.cycle(), FixityPaths.progress(index));
  }

  /** Progress of one entry. Thread-safe. */
  private final class OfEntry implements ReadProgress {
    private final CycleId cycle;
    private final String key;
    private @Nullable ProgressState state;

    OfEntry(CycleId cycle, String key) {
      this.cycle = cycle;
      this.key = key;
    }

    @Override
    public synchronized BitSet proven(PinnedVersion version, StatedChunks chunks) {
      ProgressState nothing = nothing(version, chunks);
      ProgressState read = found(nothing).orElse(nothing);
      state = read;
      return (BitSet) read.proven().clone();
    }

    private Optional<ProgressState> found(ProgressState nothing) {
      try {
        return store.find(key).flatMap(OfEntry::state).filter(nothing::isOfSame);
      } catch (RuntimeException e) {
        LOG.debug("progress of re-verification not read key={}", key, e);
        return Optional.empty();
      }
    }

    private ProgressState nothing(PinnedVersion version, StatedChunks chunks) {
      return new ProgressState(cycle, clock.instant(), version, chunks, new BitSet());
    }

    /** Returns the state; empty for what is none, which is replaced. */
    private static Optional<ProgressState> state(StoredObject found) {
      return ProgressState.read(found.content());
    }

    @Override
    public synchronized void store(PinnedVersion version, StatedChunks chunks, BitSet proven) {
      if (version.versionId() == null) {
        return;
      }
      ProgressState own = state == null ? nothing(version, chunks) : state;
      ProgressState next = own.with(proven);
      try {
        boolean isStored = isWritten(next);
        if (!isStored) {
          // Another process wrote between the read and the write: joined with that, once.
          isStored = isWritten(next);
        }
        if (!isStored) {
          LOG.debug("progress of re-verification not stored key={}: others write it", key);
        }
      } catch (RuntimeException e) {
        LOG.warn(
            "storing progress of re-verification failed key={} cause=\"{}\"; going on",
            key,
            e.getMessage());
      }
    }

    /** Joins what another process has proven meanwhile. */
    private boolean isWritten(ProgressState own) {
      Optional<StoredObject> found = store.find(key);
      ProgressState joined =
          found.flatMap(OfEntry::state).filter(own::isOfSame).map(own::and).orElse(own);
      Optional<String> eTag =
          store.replace(
              key, joined.write(), found.map(StoredObject::eTag).orElse(null), Keeping.TEMPORARY);
      if (eTag.isPresent()) {
        state = joined;
      }
      return eTag.isPresent();
    }

    @Override
    public synchronized Instant since(Instant began) {
      ProgressState read = state;
      return read == null || read.began().isAfter(began) ? began : read.began();
    }
  }
}
