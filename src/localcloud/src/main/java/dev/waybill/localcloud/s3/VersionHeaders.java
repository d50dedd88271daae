package dev.waybill.localcloud.s3;

import dev.waybill.localcloud.store.Bucket;
import dev.waybill.localcloud.store.Retention;
import dev.waybill.localcloud.store.StoredVersion;
import dev.waybill.localcloud.store.Versioning;
import dev.waybill.localcloud.wire.HeaderText;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Response headers that describe a stored version. */
final class VersionHeaders {
  private static final String STORAGE_CLASS = "x-amz-storage-class";
  private static final String ENCRYPTION = "x-amz-server-side-encryption";

  private VersionHeaders() {}

  /** Sets the ETag, version, encryption and checksum headers of the response to a write. */
  static void written(S3Call call, StoredVersion version) {
    call.respondHeader("ETag", quoted(version.eTag()));
    versionAndEncryption(call, version);
    checksums(call, version.checksums(), version.checksumType());
  }

  /** Sets the headers for responses whose body has the ETag and the checksums. */
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

  /** Sets the headers that RFC 9110 requires in a 304 response. */
  static void validators(S3Call call, StoredVersion version) {
    call.respondHeader("ETag", quoted(version.eTag()));
    call.respondHeader("Last-Modified", HttpDates.header(version.lastModified()));
    versionId(call, "x-amz-version-id", call.bucket(), version);
  }

  /** Sets all headers of a read that do not depend on the range. */
  static void description(S3Call call, StoredVersion version) {
    validators(call, version);
    call.respondHeader("Accept-Ranges", "bytes");
    call.respondHeader("Content-Type", "binary/octet-stream");
    version.headers().forEach((name, value) -> stored(call, name, value));
    version
        .metadata()
        .forEach(
            (name, value) -> call.respondHeader("x-amz-meta-" + name, HeaderText.encode(value)));
    boolean pinned = call.query("versionId") != null;
    String readTags = S3Actions.ofVersion("GetObjectTagging", pinned);
    if (!version.tags().isEmpty() && allows(call, readTags)) {
      call.respondHeader("x-amz-tagging-count", Integer.toString(version.tags().size()));
    }
    lock(call, version.retention(), version.legalHold());
  }

  static String quoted(String eTag) {
    return '"' + eTag + '"';
  }

  /** Sets a stored header; S3 omits the default storage class. */
  private static void stored(S3Call call, String name, String value) {
    if (!(name.equals(STORAGE_CLASS) && value.equals("STANDARD"))) {
      call.respondHeader(name, value);
    }
  }

  /** Returns true unless the caller may not read a property, which S3 then leaves out. */
  private static boolean allows(S3Call call, String action) {
    return call.context().permissions().allows(call, action);
  }

  private static void lock(
      S3Call call, @Nullable Retention retention, @Nullable Boolean legalHold) {
    if (retention != null && allows(call, "s3:GetObjectRetention")) {
      call.respondHeader("x-amz-object-lock-mode", retention.mode().name());
      call.respondHeader("x-amz-object-lock-retain-until-date", HttpDates.xml(retention.until()));
    }
    if (legalHold != null && allows(call, "s3:GetObjectLegalHold")) {
      call.respondHeader("x-amz-object-lock-legal-hold", legalHold ? "ON" : "OFF");
    }
  }
}
