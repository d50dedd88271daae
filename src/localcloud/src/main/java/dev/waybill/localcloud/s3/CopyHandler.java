package dev.waybill.localcloud.s3;

import dev.waybill.localcloud.store.NewVersion;
import dev.waybill.localcloud.store.ObjectStore;
import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import dev.waybill.localcloud.store.StoredVersion;
import dev.waybill.localcloud.store.WriteCondition;
import dev.waybill.localcloud.wire.XmlWriter;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Handler of CopyObject. Links the source's content and reads it only to compute digests. */
final class CopyHandler {
  private static final long MAX_SOURCE_BYTES = 5L << 30;

  /** Headers that allow a copy of an object onto itself, because they change the object. */
  private static final List<String> CHANGES =
      List.of(
          "x-amz-storage-class",
          "x-amz-website-redirect-location",
          "x-amz-server-side-encryption",
          "x-amz-server-side-encryption-aws-kms-key-id",
          "x-amz-server-side-encryption-bucket-key-enabled",
          "x-amz-checksum-algorithm");

  private final ObjectStore store;

  CopyHandler(ObjectStore store) {
    this.store = store;
  }

  void copy(S3Call call) throws IOException {
    CopySource source = CopySource.of(call, store);
    requireCopyableSize(source.version());
    requireChange(call, source);
    ObjectDescription description = ObjectDescription.ofCopy(call, source.version());
    WriteCondition condition = ObjectWriteHandler.condition(call);
    NewVersion version = description.of(call.key(), body(call, source));
    StoredVersion copy = ObjectWriteHandler.store(call, version, condition, "ObjectCreated:Copy");
    VersionHeaders.versionAndEncryption(call, copy);
    call.xml(200, responseDocument(copy));
  }

  private static void requireCopyableSize(StoredVersion source) {
    if (source.size() > MAX_SOURCE_BYTES) {
      throw new StoreException(
          S3ErrorCode.INVALID_REQUEST,
          "The specified copy source is larger than the maximum allowable size for a copy source: "
              + MAX_SOURCE_BYTES);
    }
  }

  /** Rejects a copy onto itself that changes nothing; copying an earlier version restores it. */
  private static void requireChange(S3Call call, CopySource source) {
    boolean ontoItself =
        source.bucket().name().equals(call.bucket().name())
            && source.version().key().equals(call.key());
    boolean unchanged = ontoItself && !source.pinned() && !CopyDirective.METADATA.replaces(call);
    if (unchanged && CHANGES.stream().allMatch(name -> call.header(name) == null)) {
      throw new StoreException(
          S3ErrorCode.INVALID_REQUEST,
          "This copy request is illegal because it is trying to copy an object to itself without"
              + " changing the object's metadata, storage class, website redirect location or"
              + " encryption attributes.");
    }
  }

  private static ReceivedBody body(S3Call call, CopySource source) throws IOException {
    StoredVersion version = source.version();
    String requested = call.header("x-amz-checksum-algorithm");
    Map<String, String> reusable = reusable(version, requested);
    if (reusable != null) {
      return new ReceivedBody(
          call.bucket().link(version, source.bucket()), version.eTag(), reusable);
    }
    try (InputStream bytes = call.intercepted(source.bucket().read(version, 0, version.size()))) {
      return ReceivedBody.shared(
          bytes, algorithm(version, requested), () -> call.bucket().link(version, source.bucket()));
    }
  }

  /**
   * Returns the source's checksums if they are valid for the copy. Returns null when they must be
   * computed, because the checksums and the ETag of a multipart source depend on its parts.
   */
  private static @Nullable Map<String, String> reusable(
      StoredVersion source, @Nullable String requested) {
    boolean whole =
        source.parts().isEmpty() && UploadChecksum.FULL_OBJECT.equals(source.checksumType());
    if (!whole) {
      return null;
    }
    String algorithm = algorithm(source, requested);
    String value = source.checksums().get(algorithm);
    return value == null ? null : Map.of(algorithm, value);
  }

  private static String algorithm(StoredVersion source, @Nullable String requested) {
    return requested == null
        ? source.checksums().keySet().stream().findFirst().orElse(UploadChecksum.DEFAULT)
        : UploadChecksum.known(requested);
  }

  private static XmlWriter responseDocument(StoredVersion copy) {
    XmlWriter xml = XmlWriter.s3("CopyObjectResult");
    xml.element("LastModified", HttpDates.xml(copy.lastModified()));
    xml.element("ETag", VersionHeaders.quoted(copy.eTag()));
    ChecksumElements.write(xml, copy.checksums(), copy.checksumType());
    return xml;
  }
}
