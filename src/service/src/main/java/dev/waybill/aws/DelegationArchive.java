package dev.waybill.aws;

import dev.waybill.provenance.PublishedDelegation;
import dev.waybill.record.DelegationStatement;
import dev.waybill.record.StoredRecord;
import dev.waybill.record.log.EntryKind;
import dev.waybill.record.trust.Delegations;
import dev.waybill.record.trust.StoredDelegation;
import dev.waybill.record.trust.TrustList;
import dev.waybill.settings.Settings;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Delegations in the provenance bucket, which are read when a record names their key. */
public final class DelegationArchive {
  /** Maximum number of delegations that are read for an inventory. */
  private static final int MAX_LISTED = 200;

  private DelegationArchive() {}

  /** Returns the newest delegations of a deployment, at most 200, the newest one first. */
  public static List<PublishedDelegation> newest(S3Client s3, Settings settings) {
    RecordArchive archive = new RecordArchive(s3, settings.provenance());
    return s3
        .listObjectsV2Paginator(
            it -> it.bucket(archive.bucket()).prefix(EntryKind.DELEGATION.prefix()))
        .contents()
        .stream()
        .sorted(Comparator.comparing(S3Object::lastModified).reversed())
        .limit(MAX_LISTED)
        .flatMap(it -> archive.read(it.key()).stream().map(read -> published(it.key(), read)))
        .toList();
  }

  private static PublishedDelegation published(String name, StoredRecord read) {
    return new PublishedDelegation(name, read.bytes(), read.storedAt());
  }

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
