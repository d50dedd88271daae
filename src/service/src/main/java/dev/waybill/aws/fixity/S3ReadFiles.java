package dev.waybill.aws.fixity;

import dev.waybill.aws.RawObjects;
import dev.waybill.aws.S3Failure;
import dev.waybill.fixity.second.ReadFiles;
import java.io.InputStream;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Manifests and reports in one bucket. */
public final class S3ReadFiles implements ReadFiles {
  private final S3Client s3;
  private final String bucket;
  private final String prefix;

  /**
   * @param location bucket, slash, and a prefix that is empty or ends in a slash
   */
  public S3ReadFiles(S3Client s3, String location) {
    int slash = location.indexOf('/');
    this.s3 = s3;
    this.bucket = location.substring(0, slash);
    this.prefix = location.substring(slash + 1);
  }

  @Override
  public String bucket() {
    return bucket;
  }

  @Override
  public String prefix() {
    return prefix;
  }

  @Override
  public String put(String key, byte[] content) {
    return RawObjects.unquoted(
        s3.putObject(
                put -> put.bucket(bucket).key(key).contentType("text/csv"),
                RequestBody.fromBytes(content))
            .eTag());
  }

  @Override
  public Optional<InputStream> open(String key) {
    try {
      return Optional.of(s3.getObject(get -> get.bucket(bucket).key(key)));
    } catch (S3Exception e) {
      if (S3Failure.of(e) == S3Failure.GONE) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
