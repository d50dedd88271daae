package dev.waybill.aws;

import dev.waybill.promotion.CopyPlan;
import dev.waybill.promotion.CopyResult;
import dev.waybill.promotion.ObjectCopier;
import dev.waybill.promotion.SourceGoneException;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Copier over the SDK: one request for a whole object, several for an object with parts. */
public final class S3Copier implements ObjectCopier {
  private final S3Client s3;
  private final PartCopy partCopy;

  public S3Copier(S3Client s3, PartCopy partCopy) {
    this.s3 = s3;
    this.partCopy = partCopy;
  }

  @Override
  public Optional<CopyResult> copy(CopyPlan plan) {
    try {
      return Optional.of(
          plan.parts() == null
              ? ObjectResponses.copyResult(s3.copyObject(ObjectRequests.copy(plan)))
              : partCopy.copy(plan));
    } catch (S3Exception e) {
      if (S3Failure.isConflict(e)) {
        return Optional.empty();
      }
      throw S3Failure.of(e) == S3Failure.GONE ? new SourceGoneException(e) : e;
    }
  }
}
