package dev.waybill.aws;

import dev.waybill.fixity.shape.RawVersion;
import dev.waybill.fixity.shape.RawVersionPage;
import dev.waybill.fixity.shape.RawVersionPages;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/**
 * Pages of the listing of all versions of one bucket. A listing of a large bucket takes a million
 * calls, so that the few retries of the SDK are not enough for it.
 */
public final class S3VersionPages implements RawVersionPages {
  private static final int MAX_ATTEMPTS = 6;
  private static final long FIRST_PAUSE_MILLIS = 500;

  private final S3Client s3;
  private final String bucket;
  private final Pause pause;

  /** Wait between two attempts. */
  interface Pause {
    void millis(long millis) throws InterruptedException;
  }

  public S3VersionPages(S3Client s3, String bucket) {
    this(s3, bucket, Thread::sleep);
  }

  S3VersionPages(S3Client s3, String bucket, Pause pause) {
    this.s3 = s3;
    this.bucket = bucket;
    this.pause = pause;
  }

  @Override
  public RawVersionPage page(String prefix, @Nullable String key, @Nullable String versionId) {
    for (int attempt = 1; ; attempt++) {
      try {
        return page(
            s3.listObjectVersions(
                list ->
                    list.bucket(bucket).prefix(prefix).keyMarker(key).versionIdMarker(versionId)));
      } catch (SdkException e) {
        if (attempt == MAX_ATTEMPTS || !isRetryable(e)) {
          throw e;
        }
        pauseAfter(attempt);
      }
    }
  }

  private static boolean isRetryable(SdkException failure) {
    return !(failure instanceof AbortedException) && S3Failure.of(failure) == S3Failure.RETRYABLE;
  }

  private void pauseAfter(int attempt) {
    try {
      pause.millis(FIRST_PAUSE_MILLIS << (attempt - 1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw AbortedException.create("the listing was interrupted", e);
    }
  }

  private static RawVersionPage page(ListObjectVersionsResponse page) {
    boolean more = Boolean.TRUE.equals(page.isTruncated());
    if (more && page.nextKeyMarker() == null) {
      throw new IllegalStateException("a page of the listing does not say where the next begins");
    }
    return new RawVersionPage(
        Stream.concat(
                page.versions().stream().map(S3VersionPages::version),
                page.deleteMarkers().stream().map(S3VersionPages::marker))
            .toList(),
        more ? page.nextKeyMarker() : null,
        more ? page.nextVersionIdMarker() : null);
  }

  private static RawVersion version(ObjectVersion version) {
    return new RawVersion(
        version.key(),
        version.versionId() == null
            ? dev.waybill.record.object.ObjectVersion.NULL_VERSION
            : version.versionId(),
        version.isLatest(),
        false,
        version.size(),
        version.lastModified(),
        version.eTag() == null ? null : RawObjects.unquoted(version.eTag()));
  }

  private static RawVersion marker(DeleteMarkerEntry marker) {
    return new RawVersion(
        marker.key(), marker.versionId(), marker.isLatest(), true, 0, marker.lastModified(), null);
  }
}
