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

/** CopyObject. The bytes are shared with the source; they are read only to be digested. */
final class CopyHandler {
  private static final long LARGEST_SOURCE = 5L << 30;

  /** What, asked for, makes a copy of an object onto itself worth making. */
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
    refuseTooLarge(source.version());
    refuseNoChange(call, source);
    ObjectDescription description = ObjectDescription.ofCopy(call, source.version());
    WriteCondition condition = ObjectWrites.condition(call);
    NewVersion version = description.of(call.key(), body(call, source));
    StoredVersion copy = ObjectWrites.store(call, version, condition, "ObjectCreated:Copy");
    VersionHeaders.versionAndEncryption(call, copy);
    call.xml(200, answer(copy));
  }

  private static void refuseTooLarge(StoredVersion source) {
    if (source.size() > LARGEST_SOURCE) {
      throw new StoreException(
          S3ErrorCode.INVALID_REQUEST,
          "The specified copy source is larger than the maximum allowable size for a copy source: "
              + LARGEST_SOURCE);
    }
  }

  /** A pinned source may be an earlier version: its copy brings that one back. */
  private static void refuseNoChange(S3Call call, CopySource source) {
    boolean onto =
        source.bucket().name().equals(call.bucket().name())
            && source.version().key().equals(call.key());
    boolean same = onto && !source.pinned() && !Directive.METADATA.replaces(call);
    if (same && CHANGES.stream().allMatch(name -> call.header(name) == null)) {
      throw new StoreException(
          S3ErrorCode.INVALID_REQUEST,
          "This copy request is illegal because it is trying to copy an object to itself without"
              + " changing the object's metadata, storage class, website redirect location or"
              + " encryption attributes.");
    }
  }

  private static ReceivedBody body(S3Call call, CopySource source) throws IOException {
    StoredVersion version = source.version();
    String asked = call.header("x-amz-checksum-algorithm");
    Map<String, String> kept = kept(version, asked);
    if (kept != null) {
      return new ReceivedBody(call.bucket().link(version, source.bucket()), version.eTag(), kept);
    }
    try (InputStream bytes = call.intercepted(source.bucket().read(version, 0, version.size()))) {
      return ReceivedBody.shared(
          bytes, algorithm(version, asked), () -> call.bucket().link(version, source.bucket()));
    }
  }

  /**
   * The checksums that hold for the copy as well; null when they must be computed: those of a
   * source written in parts are of its parts, and so is its ETag.
   */
  private static @Nullable Map<String, String> kept(StoredVersion source, @Nullable String asked) {
    boolean whole =
        source.parts().isEmpty() && UploadChecksum.FULL_OBJECT.equals(source.checksumType());
    if (!whole) {
      return null;
    }
    String algorithm = algorithm(source, asked);
    String value = source.checksums().get(algorithm);
    return value == null ? null : Map.of(algorithm, value);
  }

  private static String algorithm(StoredVersion source, @Nullable String asked) {
    return asked == null
        ? source.checksums().keySet().stream().findFirst().orElse(UploadChecksum.USUAL)
        : UploadChecksum.known(asked);
  }

  private static XmlWriter answer(StoredVersion copy) {
    XmlWriter answer = XmlWriter.s3("CopyObjectResult");
    answer.element("LastModified", HttpDates.xml(copy.lastModified()));
    answer.element("ETag", VersionHeaders.quoted(copy.eTag()));
    ChecksumElements.write(answer, copy.checksums(), copy.checksumType());
    return answer;
  }
}
