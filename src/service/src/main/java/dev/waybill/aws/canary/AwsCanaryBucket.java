package dev.waybill.aws.canary;

import dev.waybill.aws.S3Failure;
import dev.waybill.canary.CanaryBucket;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/**
 * Bucket in S3 that canaries are uploaded to, without encryption headers, as any writer would.
 *
 * @param s3 client whose credentials upload
 * @param bucket name of the bucket
 */
public record AwsCanaryBucket(S3Client s3, String bucket) implements CanaryBucket {
  @Override
  public UploadResponse put(String key, byte[] content) {
    try {
      return stored(
          s3.putObject(
              put -> put.bucket(bucket).key(key).contentType("text/plain"),
              RequestBody.fromBytes(content)));
    } catch (S3Exception error) {
      return new UploadResponse.Rejected(reason(error), S3Failure.code(error));
    }
  }

  private static UploadResponse stored(PutObjectResponse response) {
    return new UploadResponse.Stored(
        response.versionId(),
        response.serverSideEncryptionAsString(),
        response.ssekmsKeyId(),
        response.serverSideEncryption() == ServerSideEncryption.AWS_KMS,
        Boolean.TRUE.equals(response.bucketKeyEnabled()));
  }

  private static Reason reason(S3Exception error) {
    return switch (S3Failure.of(error)) {
      case ACCESS_DENIED -> Reason.ACCESS_DENIED;
      case KMS_DENIED -> Reason.KMS_DENIED;
      case CREDENTIALS -> Reason.CREDENTIALS;
      default -> Reason.OTHER;
    };
  }
}
