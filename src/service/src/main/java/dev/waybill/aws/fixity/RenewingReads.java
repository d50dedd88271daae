package dev.waybill.aws.fixity;

import dev.waybill.fixity.examine.ListedKeyVersion;
import dev.waybill.fixity.examine.ObjectReads;
import dev.waybill.fixity.examine.ObjectState;
import dev.waybill.fixity.examine.PinnedVersion;
import dev.waybill.fixity.examine.ReadReply;
import dev.waybill.fixity.examine.StatedRetention;
import dev.waybill.provenance.RetentionRenewal;
import dev.waybill.provenance.StatedLock;
import dev.waybill.record.chunk.ObjectRange;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads that renew the retention of what they read from the provenance bucket. */
public final class RenewingReads implements ObjectReads {
  private final ObjectReads reads;
  private final String provenance;
  private final RetentionRenewal renewal;

  /**
   * @param provenance name of the provenance bucket
   */
  public RenewingReads(ObjectReads reads, String provenance, RetentionRenewal renewal) {
    this.reads = reads;
    this.provenance = provenance;
    this.renewal = renewal;
  }

  @Override
  public ReadReply get(String bucket, String key, @Nullable String versionId) {
    ReadReply reply = reads.get(bucket, key, versionId);
    if (bucket.equals(provenance) && reply instanceof ReadReply.Found found) {
      ObjectState state = found.state();
      renewal.read(new StatedLock(key, state.requestedId(), state.lockMode(), state.retainUntil()));
    }
    return reply;
  }

  @Override
  public ReadReply get(PinnedVersion version, ObjectRange range) {
    return reads.get(version, range);
  }

  @Override
  public Optional<ObjectState> head(String bucket, String key, @Nullable String versionId) {
    return reads.head(bucket, key, versionId);
  }

  @Override
  public List<ListedKeyVersion> versions(String bucket, String key, int limit) {
    return reads.versions(bucket, key, limit);
  }

  @Override
  public List<String> keys(String bucket, String prefix) {
    return reads.keys(bucket, prefix);
  }

  @Override
  public Optional<StatedRetention> retention(
      String bucket, String key, @Nullable String versionId) {
    return reads.retention(bucket, key, versionId);
  }
}
