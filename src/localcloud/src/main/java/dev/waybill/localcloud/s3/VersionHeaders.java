package dev.waybill.localcloud.s3;

import dev.waybill.localcloud.store.Bucket;
import dev.waybill.localcloud.store.Retention;
import dev.waybill.localcloud.store.StoredVersion;
import dev.waybill.localcloud.store.Versioning;
import dev.waybill.localcloud.wire.HeaderText;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The response headers that describe a stored version. */
final class VersionHeaders {
  private static final String STORAGE_CLASS = "x-amz-storage-class";
  private static final String ENCRYPTION = "x-amz-server-side-encryption";

  private VersionHeaders() {}

  /** ETag, version and encryption: what the answer to a write says. */
  static void written(S3Call call, StoredVersion version) {
    call.respondHeader("ETag", quoted(version.eTag()));
    versionAndEncryption(call, version);
    checksums(call, version.checksums(), version.checksumType());
  }

  /** For answers whose body has the ETag and the checksums. */
  static void versionAndEncryption(S3Call call, StoredVersion version) {
    versionId(call, "x-amz-version-id", call.bucket(), version);
    encryption(call, version.headers());
  }

  static void encryption(S3Call call, Map<String, String> headers) {
    headers.forEach(
        (name, value) -> {
          if (name.startsWith(ENCRYPTION)) {
            call.respondHeader(name, value);
          }
        });
  }

  static void versionId(S3Call call, String header, Bucket bucket, StoredVersion version) {
    if (bucket.versioning() != Versioning.UNVERSIONED) {
      call.respondHeader(header, version.versionId());
    }
  }

  static void checksums(S3Call call, Map<String, String> checksums, @Nullable String type) {
    checksums.forEach(
        (algorithm, value) -> call.respondHeader("x-amz-checksum-" + algorithm, value));
    if (type != null && !checksums.isEmpty()) {
      call.respondHeader("x-amz-checksum-type", type);
    }
  }

  /** What RFC 9110 has a 304 repeat. */
  static void validators(S3Call call, StoredVersion version) {
    call.respondHeader("ETag", quoted(version.eTag()));
    call.respondHeader("Last-Modified", HttpDates.header(version.lastModified()));
    versionId(call, "x-amz-version-id", call.bucket(), version);
  }

  /** Everything a read says of the version, except what depends on the range. */
  static void description(S3Call call, StoredVersion version) {
    validators(call, version);
    call.respondHeader("Accept-Ranges", "bytes");
    call.respondHeader("Content-Type", "binary/octet-stream");
    version.headers().forEach((name, value) -> stored(call, name, value));
    version
        .metadata()
        .forEach(
            (name, value) -> call.respondHeader("x-amz-meta-" + name, HeaderText.answered(value)));
    if (!version.tags().isEmpty()) {
      call.respondHeader("x-amz-tagging-count", Integer.toString(version.tags().size()));
    }
    lock(call, version.retention(), version.legalHold());
  }

  static String quoted(String eTag) {
    return '"' + eTag + '"';
  }

  /** S3 names the storage class only when it is not the usual one. */
  private static void stored(S3Call call, String name, String value) {
    if (!(name.equals(STORAGE_CLASS) && value.equals("STANDARD"))) {
      call.respondHeader(name, value);
    }
  }

  private static void lock(S3Call call, @Nullable Retention retention, boolean legalHold) {
    if (retention != null) {
      call.respondHeader("x-amz-object-lock-mode", retention.mode().name());
      call.respondHeader("x-amz-object-lock-retain-until-date", HttpDates.xml(retention.until()));
    }
    if (legalHold) {
      call.respondHeader("x-amz-object-lock-legal-hold", "ON");
    }
  }
}
