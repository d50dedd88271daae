package dev.waybill.localcloud.s3;

import dev.waybill.localcloud.store.Bucket;
import dev.waybill.localcloud.store.ObjectStore;
import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import dev.waybill.localcloud.store.StoredVersion;
import dev.waybill.localcloud.wire.UriEncoding;
import org.jspecify.annotations.Nullable;

/**
 * Source version of a copy.
 *
 * @param bucket the bucket of the source
 * @param version the source version
 * @param pinned true when the request named the version id
 */
record CopySource(Bucket bucket, StoredVersion version, boolean pinned) {
  static final String HEADER = "x-amz-copy-source";
  private static final String VERSION = "?versionId=";

  /** Source as the request header names it. */
  record Named(String bucket, String key, @Nullable String versionId) {}

  /**
   * Returns the version that x-amz-copy-source names, if it meets the request's conditions.
   *
   * @throws StoreException NoSuchBucket, NoSuchKey or NoSuchVersion; PreconditionFailed;
   *     InvalidRequest for a delete marker; InvalidArgument when the header names no object
   */
  static CopySource of(S3Call call, ObjectStore store) {
    Named named = parse(call.header(HEADER));
    String versionId = named.versionId();
    Bucket bucket = store.bucket(named.bucket());
    call.context()
        .permissions()
        .require(call, bucket, S3Actions.read(versionId != null), named.key());
    StoredVersion version = find(bucket, named.key(), versionId);
    ArchivedContent.requireCopyable(version);
    if (ReadPreconditions.ofCopySource(call).evaluate(version) != ReadPreconditions.Verdict.HOLDS) {
      throw new StoreException(S3ErrorCode.PRECONDITION_FAILED);
    }
    call.context().requireKey(version.headers());
    VersionHeaders.versionId(call, "x-amz-copy-source-version-id", bucket, version);
    return new CopySource(bucket, version, versionId != null);
  }

  /**
   * Parses the header; the named object need not exist.
   *
   * @throws StoreException InvalidArgument when the header names no object
   */
  static Named parse(@Nullable String header) {
    if (header == null) {
      throw invalid();
    }
    int query = header.lastIndexOf(VERSION);
    String versionId =
        query < 0 ? null : UriEncoding.decode(header.substring(query + VERSION.length()));
    String path = UriEncoding.decode(query < 0 ? header : header.substring(0, query));
    String name = path.startsWith("/") ? path.substring(1) : path;
    int slash = name.indexOf('/');
    if (slash < 1 || slash == name.length() - 1) {
      throw invalid();
    }
    return new Named(name.substring(0, slash), name.substring(slash + 1), versionId);
  }

  private static StoreException invalid() {
    return new StoreException(
        S3ErrorCode.INVALID_ARGUMENT,
        "Copy Source must mention the source bucket and key: sourcebucket/sourcekey");
  }

  private static StoredVersion find(Bucket bucket, String key, @Nullable String versionId) {
    StoredVersion found = bucket.find(key, versionId);
    if (found == null) {
      throw new StoreException(
          versionId == null ? S3ErrorCode.NO_SUCH_KEY : S3ErrorCode.NO_SUCH_VERSION);
    }
    if (found.deleteMarker()) {
      throw versionId == null
          ? new StoreException(S3ErrorCode.NO_SUCH_KEY)
          : new StoreException(
              S3ErrorCode.INVALID_REQUEST,
              "The source of a copy request may not specifically refer to a delete marker by"
                  + " version id.");
    }
    return found;
  }
}
