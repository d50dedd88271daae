package dev.waybill.aws;

import dev.waybill.audit.logfile.LogBucket;
import dev.waybill.audit.logfile.LogObject;
import dev.waybill.audit.logfile.LogPartition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Objects of the log bucket in S3, and copies in the bucket of results. */
public final class S3LogBucket implements LogBucket {
  /** Name of the location below {@code waybill/}, of the state and of the copies. */
  static final String KIND = "log-files";

  private static final String COPIES = "readable/";

  private final S3Client s3;
  private final String bucket;
  private final ResultsLocation results;

  /**
   * @param bucket log bucket
   * @param results {@code s3://bucket/prefix/}; the copies are in {@code
   *     waybill/log-files/readable/} below it
   */
  public S3LogBucket(S3Client s3, String bucket, String results) {
    this.s3 = s3;
    this.bucket = bucket;
    this.results = ResultsLocation.of(results, KIND);
  }

  @Override
  public List<LogObject> list(LogPartition partition) {
    return s3
        .listObjectsV2Paginator(it -> it.bucket(bucket).prefix(partition.prefix()))
        .contents()
        .stream()
        .filter(it -> !it.key().endsWith("/"))
        .map(it -> object(partition, it.key(), it.eTag(), it.size(), it.lastModified()))
        .toList();
  }

  private LogObject object(
      LogPartition partition, String key, String eTag, long size, Instant modified) {
    return new LogObject(partition, key, "s3://" + bucket + "/" + key, eTag, size, modified);
  }

  @Override
  public Optional<LogObject> find(LogObject listed) {
    try {
      HeadObjectResponse head = s3.headObject(it -> it.bucket(bucket).key(listed.key()));
      return Optional.of(
          object(
              listed.partition(),
              listed.key(),
              head.eTag(),
              head.contentLength(),
              head.lastModified()));
    } catch (S3Exception e) {
      return unavailable(e) instanceof Bytes.Changed ? Optional.empty() : Optional.of(listed);
    }
  }

  @Override
  public Bytes read(LogObject listed) {
    try {
      return new Bytes.Read(
          s3.getObjectAsBytes(it -> it.bucket(bucket).key(listed.key()).ifMatch(listed.eTag()))
              .asByteArrayUnsafe());
    } catch (S3Exception e) {
      return unavailable(e);
    }
  }

  private static Bytes unavailable(S3Exception failure) {
    return switch (S3Failure.of(failure)) {
      case ACCESS_DENIED, KMS_DENIED, ARCHIVED, CUSTOMER_KEY -> new Bytes.Denied();
      case GONE, PRECONDITION -> new Bytes.Changed();
      case CREDENTIALS, RETRYABLE -> throw failure;
    };
  }

  @Override
  public String putCopy(String name, byte[] gzip) {
    String key = results.prefix() + COPIES + name;
    s3.putObject(it -> it.bucket(results.bucket()).key(key), RequestBody.fromBytes(gzip));
    return results.uri(key);
  }
}
