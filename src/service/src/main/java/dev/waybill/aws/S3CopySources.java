package dev.waybill.aws;

import dev.waybill.model.ObjectAttributes;
import dev.waybill.promotion.KeyVersion;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.repair.CopySources;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/** Versions in S3 that may be a good copy of a damaged object. */
public final class S3CopySources implements CopySources {
  private final S3Client s3;
  private final RawObjects objects;

  public S3CopySources(S3Client s3) {
    this.s3 = s3;
    objects = new RawObjects(s3);
  }

  @Override
  public List<ObjectVersion> versions(String bucket, String key, int limit) {
    return objects.versions(bucket, key).stream()
        .limit(limit)
        .map(KeyVersion::versionId)
        .map(it -> new ObjectVersion(bucket, key, it))
        .toList();
  }

  @Override
  public Optional<ObjectAttributes> attributes(ObjectVersion version) {
    return objects.attributes(version);
  }

  @Override
  public Optional<Map<String, String>> tags(ObjectVersion version) {
    return objects.visibleTags(version);
  }

  @Override
  public InputStream bytes(ObjectVersion version) throws IOException {
    try {
      return s3.getObject(
          get -> get.bucket(version.bucket()).key(version.key()).versionId(version.versionId()));
    } catch (SdkException e) {
      throw new IOException(S3Failure.of(e).name().toLowerCase(Locale.ROOT), e);
    }
  }
}
