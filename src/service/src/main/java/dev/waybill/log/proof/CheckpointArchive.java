package dev.waybill.log.proof;

import dev.waybill.log.LogPaths;
import dev.waybill.log.LogStore;
import dev.waybill.log.LogStore.Listed;
import dev.waybill.log.StoredObject;
import dev.waybill.log.time.SizedObjects;
import dev.waybill.record.log.InvalidLogException;
import dev.waybill.record.log.LogPolicy;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Published checkpoints of a log, judged by a policy. */
public final class CheckpointArchive {
  /** Number of cosigned checkpoints that are tried; each younger one lacks a quorum. */
  private static final int MAX_TRIED = 20;

  private final LogStore store;
  private final LogPolicy policy;
  private final String origin;

  /**
   * @param origin name of the log
   */
  public CheckpointArchive(LogStore store, LogPolicy policy, String origin) {
    this.store = store;
    this.policy = policy;
    this.origin = origin;
  }

  /** Returns the policy. */
  public LogPolicy policy() {
    return policy;
  }

  /** Returns the name of the log. */
  public String origin() {
    return origin;
  }

  /**
   * Returns the newest checkpoint; empty when nothing of a log is in the bucket.
   *
   * @throws InvalidLogException with the name of the defect, when there is a log and no checkpoint
   *     that it signed
   */
  public Optional<JudgedCheckpoint> published() {
    Optional<StoredObject> stored = store.find(LogPaths.CHECKPOINT);
    if (stored.isEmpty() && hasTiles()) {
      throw new InvalidLogException(
          "log-checkpoint-missing: " + LogPaths.CHECKPOINT + " does not exist, and tiles do");
    }
    return stored.map(this::judge);
  }

  private boolean hasTiles() {
    try (Stream<Listed> tiles = store.list(LogPaths.TILES)) {
      return tiles.findFirst().isPresent();
    }
  }

  private JudgedCheckpoint judge(StoredObject stored) {
    return JudgedCheckpoint.of(stored.content(), stored.lastModified(), policy, origin);
  }

  /**
   * Returns the newest checkpoint with a quorum of cosignatures.
   *
   * @param minSize the smallest size to return
   */
  public Optional<JudgedCheckpoint> cosigned(long minSize) {
    SizedObjects cosigned = new SizedObjects(store, LogPaths.COSIGNED);
    long limit = Long.MAX_VALUE;
    for (int tried = 0; tried < MAX_TRIED && limit >= minSize; tried++) {
      Optional<Listed> newest = cosigned.newest(limit);
      OptionalLong size =
          newest.isEmpty() ? OptionalLong.empty() : cosigned.size(newest.get().key());
      if (size.isEmpty() || size.getAsLong() < minSize) {
        return Optional.empty();
      }
      Optional<JudgedCheckpoint> judged =
          accepted(newest.get().key()).filter(it -> it.size() == size.getAsLong());
      if (judged.isPresent()) {
        return judged;
      }
      limit = size.getAsLong() - 1;
    }
    return Optional.empty();
  }

  /** A damaged or forged object is skipped here; the check of the whole log reports it. */
  private Optional<JudgedCheckpoint> accepted(String key) {
    try {
      return store.find(key).map(this::judge).filter(it -> it.verdict().isAccepted());
    } catch (InvalidLogException e) {
      return Optional.empty();
    }
  }
}
