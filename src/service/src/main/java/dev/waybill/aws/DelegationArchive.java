package dev.waybill.aws;

import dev.waybill.record.DelegationStatement;
import dev.waybill.record.trust.Delegations;
import dev.waybill.record.trust.StoredDelegation;
import dev.waybill.record.trust.TrustList;
import dev.waybill.settings.Settings;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;

/** Delegations in the provenance bucket, which are read when a record names their key. */
public final class DelegationArchive {
  private DelegationArchive() {}

  /**
   * Returns the delegations of a deployment.
   *
   * @param list the operator's list, which may also limit delegated keys; null when there is none
   */
  public static Delegations of(S3Client s3, Settings settings, @Nullable TrustList list) {
    RecordArchive archive = new RecordArchive(s3, settings.provenance());
    return new Delegations(
        keyId -> find(archive, keyId),
        archive.bucket(),
        settings.raw().bucket(),
        keyId -> list == null ? Optional.empty() : list.period(keyId));
  }

  private static Optional<StoredDelegation> find(RecordArchive archive, String keyId) {
    return archive
        .read(DelegationStatement.key(keyId))
        .map(it -> new StoredDelegation(it.bytes(), it.storedAt()));
  }
}
