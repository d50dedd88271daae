package dev.waybill.fixity.examine;

import dev.waybill.record.chunk.ObjectRange;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads of a replica in place of the bucket that the entries of the log name. */
public final class ReplicaReads implements ObjectReads {
  private final ObjectReads reads;
  private final String original;
  private final String replica;

  /**
   * @param original name of the bucket that the entries name
   * @param replica name of the bucket that is read in its place
   */
  public ReplicaReads(ObjectReads reads, String original, String replica) {
    this.reads = reads;
    this.original = original;
    this.replica = replica;
  }

  private String place(String bucket) {
    return bucket.equals(original) ? replica : bucket;
  }

  @Override
  public ReadReply get(String bucket, String key, @Nullable String versionId) {
    return reads.get(place(bucket), key, versionId);
  }

  @Override
  public ReadReply get(PinnedVersion version, ObjectRange range) {
    return reads.get(
        new PinnedVersion(
            place(version.bucket()),
            version.key(),
            version.versionId(),
            version.eTag(),
            version.size()),
        range);
  }

  @Override
  public Optional<ObjectState> head(String bucket, String key, @Nullable String versionId) {
    return reads.head(place(bucket), key, versionId);
  }

  @Override
  public List<ListedKeyVersion> versions(String bucket, String key, int limit) {
    return reads.versions(place(bucket), key, limit);
  }

  @Override
  public Optional<StatedRetention> retention(
      String bucket, String key, @Nullable String versionId) {
    return reads.retention(place(bucket), key, versionId);
  }

  @Override
  public List<String> keys(String bucket, String prefix) {
    return reads.keys(place(bucket), prefix);
  }
}
