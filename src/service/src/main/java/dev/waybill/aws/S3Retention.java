package dev.waybill.aws;

import dev.waybill.provenance.RetentionRenewal;
import dev.waybill.provenance.StatedLock;
import java.time.Instant;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectLockRetention;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Extension of retentions in one bucket. The mode stays, because only a person may weaken it. */
public final class S3Retention implements RetentionRenewal.Port {
  private final S3Client s3;
  private final String bucket;

  public S3Retention(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException with S3's code and no key when S3 does not extend it
   */
  @Override
  public void extend(StatedLock lock, Instant until) {
    try {
      s3.putObjectRetention(
          put ->
              put.bucket(bucket)
                  .key(lock.key())
                  .versionId(lock.versionId())
                  .retention(
                      ObjectLockRetention.builder()
                          .mode(lock.mode())
                          .retainUntilDate(until)
                          .build()));
    } catch (S3Exception e) {
      throw new IllegalStateException("S3 answered " + e.statusCode() + " " + S3Failure.code(e), e);
    } catch (SdkException e) {
      throw new IllegalStateException("no answer of S3: " + e.getClass().getSimpleName(), e);
    }
  }
}
