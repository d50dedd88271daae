package dev.waybill.camel;

import dev.waybill.aws.RawObjects;
import dev.waybill.aws.S3Failure;
import dev.waybill.promotion.Destination;
import dev.waybill.promotion.Occupant;
import dev.waybill.promotion.Precedence;
import dev.waybill.record.object.ObjectVersion;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Brings a newer version back on top that an older one was put over.
 *
 * <p>A copy replaces only what it has looked at, by its ETag. Two versions of the same bytes have
 * the same ETag, so between the look and the copy a newer version can take the place unnoticed.
 * Whoever contends for a place therefore looks once more when it is done: records are sealed before
 * a place is contended for, so the newer version's record is there to be seen.
 */
final class NewestVersionRestorer {
  private static final int ATTEMPTS = 5;

  private final S3Client s3;
  private final RawObjects objects;
  private final SealedRecords records;

  NewestVersionRestorer(S3Client s3, RawObjects objects, SealedRecords records) {
    this.s3 = s3;
    this.objects = objects;
    this.records = records;
  }

  /**
   * Puts the newest version that is at the destination on top.
   *
   * @param version any version of the key that was promoted
   * @throws IllegalStateException when the destination keeps changing; a later delivery does it
   */
  void restore(ObjectVersion version, Destination at) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<Occupant> occupant = objects.occupant(at);
      if (occupant.isEmpty()) {
        // Deleted at its destination, which is for whoever works with promoted objects.
        return;
      }
      Optional<HeadObjectResponse> hidden = hidden(version, at, occupant.get());
      if (hidden.isEmpty()) {
        return;
      }
      bringBack(at, hidden.get(), occupant.get());
    }
    throw new IllegalStateException("the destination kept changing; a later delivery decides");
  }

  private Optional<HeadObjectResponse> hidden(
      ObjectVersion version, Destination at, Occupant occupant) {
    return Precedence.above(occupant, records.rivals(version)).stream()
        .map(newer -> objects.held(at, newer.sha256()))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** Where the destination changes under it, the next look judges what is there then. */
  private void bringBack(Destination at, HeadObjectResponse hidden, Occupant occupant) {
    try {
      s3.copyObject(over(at, hidden, occupant));
    } catch (S3Exception e) {
      // Gone: what was hidden was removed in the meantime, as a lifecycle rule may do.
      if (!S3Failure.isContest(e) && S3Failure.of(e) != S3Failure.GONE) {
        throw e;
      }
    }
  }

  private static CopyObjectRequest over(
      Destination at, HeadObjectResponse hidden, Occupant occupant) {
    CopyObjectRequest.Builder request =
        CopyObjectRequest.builder()
            .sourceBucket(at.bucket())
            .sourceKey(at.key())
            .sourceVersionId(hidden.versionId())
            .copySourceIfMatch(RawObjects.bare(hidden.eTag()))
            .destinationBucket(at.bucket())
            .destinationKey(at.key())
            .checksumAlgorithm(ChecksumAlgorithm.SHA256)
            .storageClass(hidden.storageClassAsString())
            .ifMatch(occupant.eTag());
    if (hidden.ssekmsKeyId() != null) {
      request
          .serverSideEncryption(hidden.serverSideEncryptionAsString())
          .ssekmsKeyId(hidden.ssekmsKeyId())
          .bucketKeyEnabled(hidden.bucketKeyEnabled());
    }
    return request.build();
  }
}
