package dev.waybill.testing;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * Bucket of one test, with the calls that tests need often.
 *
 * @param s3 the client
 * @param name name of the bucket
 */
public record TestBucket(S3Client s3, String name) {
  static TestBucket create(S3Client s3, String name) {
    s3.createBucket(request -> request.bucket(name));
    return new TestBucket(s3, name);
  }

  public void enableVersioning() {
    version(BucketVersioningStatus.ENABLED);
  }

  public void version(BucketVersioningStatus status) {
    s3.putBucketVersioning(
        request -> request.bucket(name).versioningConfiguration(it -> it.status(status)));
  }

  public PutObjectResponse put(String key, String body) {
    return put(key, RequestBody.fromString(body));
  }

  public PutObjectResponse put(String key, RequestBody body) {
    return s3.putObject(request -> request.bucket(name).key(key), body);
  }

  public String get(String key) {
    return get(key, null);
  }

  /** Returns the body of a version, or of the current one when {@code versionId} is null. */
  public String get(String key, String versionId) {
    return s3.getObjectAsBytes(request -> request.bucket(name).key(key).versionId(versionId))
        .asUtf8String();
  }

  public HeadObjectResponse head(String key) {
    return s3.headObject(
        request -> request.bucket(name).key(key).checksumMode(ChecksumMode.ENABLED));
  }

  /** Deletes the object without a version id. */
  public void delete(String key) {
    s3.deleteObject(request -> request.bucket(name).key(key));
  }
}
