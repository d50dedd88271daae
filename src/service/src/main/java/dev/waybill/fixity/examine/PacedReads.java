package dev.waybill.fixity.examine;

import dev.waybill.record.chunk.ObjectRange;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads, each of which waits until the budget allows a request. */
public final class PacedReads implements ObjectReads {
  private final ObjectReads reads;
  private final ReadBudget budget;

  public PacedReads(ObjectReads reads, ReadBudget budget) {
    this.reads = reads;
    this.budget = budget;
  }

  @Override
  public ReadReply get(String bucket, String key, @Nullable String versionId) {
    acquire();
    return reads.get(bucket, key, versionId);
  }

  @Override
  public ReadReply get(PinnedVersion version, ObjectRange range) {
    acquire();
    return reads.get(version, range);
  }

  @Override
  public Optional<ObjectState> head(String bucket, String key, @Nullable String versionId) {
    acquire();
    return reads.head(bucket, key, versionId);
  }

  @Override
  public List<ListedKeyVersion> versions(String bucket, String key, int limit) {
    acquire();
    return reads.versions(bucket, key, limit);
  }

  @Override
  public Optional<StatedRetention> retention(
      String bucket, String key, @Nullable String versionId) {
    acquire();
    return reads.retention(bucket, key, versionId);
  }

  @Override
  public List<String> keys(String bucket, String prefix) {
    acquire();
    return reads.keys(bucket, prefix);
  }

  /** The examination that was interrupted has no result, so the exception is not seen in one. */
  private void acquire() {
    try {
      budget.acquireRequest();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnreadableException("interrupted before a request", e);
    }
  }
}
