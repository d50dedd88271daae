package dev.waybill.aws;

import dev.waybill.record.object.ObjectVersion;
import dev.waybill.trail.TrailBucket;
import dev.waybill.trail.TrailContent;
import dev.waybill.trail.TrailVersion;
import dev.waybill.trail.digest.GzipMember;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Log bucket in S3, with all versions. */
public final class S3TrailBucket implements TrailBucket {
  private final S3Client s3;
  private final String bucket;

  public S3TrailBucket(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  @Override
  public String name() {
    return bucket;
  }

  @Override
  public List<String> folders(String prefix) {
    return s3
        .listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix).delimiter("/"))
        .commonPrefixes()
        .stream()
        .map(CommonPrefix::prefix)
        .toList();
  }

  @Override
  public List<TrailVersion> versions(String prefix) {
    return new LogListings(s3, bucket)
        .versions(prefix)
        .map(
            it ->
                new TrailVersion(
                    it.key(),
                    it.versionId() == null ? ObjectVersion.NULL_VERSION : it.versionId(),
                    it.isLatest(),
                    it.isDeleteMarker(),
                    it.size(),
                    it.lastModified()))
        .toList();
  }

  @Override
  public TrailContent read(TrailVersion version) {
    try (ResponseInputStream<GetObjectResponse> in =
        s3.getObject(get -> get.bucket(bucket).key(version.key()).versionId(version.versionId()))) {
      byte[] bytes = in.readNBytes((int) GzipMember.MAX_STORED + 1);
      if (bytes.length > GzipMember.MAX_STORED) {
        in.abort();
      }
      return new TrailContent.Read(bytes, lowerCase(in.response().metadata()));
    } catch (S3Exception e) {
      return unavailable(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> lowerCase(Map<String, String> metadata) {
    Map<String, String> names = new HashMap<>();
    metadata.forEach((name, value) -> names.put(name.toLowerCase(Locale.ROOT), value));
    return names;
  }

  private static TrailContent unavailable(S3Exception failure) {
    return switch (S3Failure.of(failure)) {
      case ACCESS_DENIED -> new TrailContent.Denied("S3 denies the read");
      case KMS_DENIED -> new TrailContent.Denied("KMS denies the key of the file");
      case ARCHIVED -> new TrailContent.Denied("the file is archived");
      case CUSTOMER_KEY -> new TrailContent.Denied("the file is encrypted with a customer's key");
      case GONE, PRECONDITION -> new TrailContent.Gone();
      case CREDENTIALS, RETRYABLE -> throw failure;
    };
  }
}
