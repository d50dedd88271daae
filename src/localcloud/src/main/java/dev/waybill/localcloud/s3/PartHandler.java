package dev.waybill.localcloud.s3;

import dev.waybill.localcloud.store.MultipartUpload;
import dev.waybill.localcloud.store.ObjectStore;
import dev.waybill.localcloud.store.PartInfo;
import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import dev.waybill.localcloud.store.StoredVersion;
import dev.waybill.localcloud.wire.XmlWriter;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;

/** Handler of UploadPart and UploadPartCopy. */
final class PartHandler {
  private final ObjectStore store;
  private final Clock clock;

  PartHandler(ObjectStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  void upload(S3Call call) throws IOException {
    PartNumber number = number(call);
    MultipartUpload upload = MultipartHandler.upload(call);
    requireChecksum(call, upload);
    ReceivedBody body = ReceivedBody.of(call, UploadChecksum.of(upload).algorithm());
    PartInfo part = put(call, upload, number, body);
    VersionHeaders.encryption(call, upload.headers());
    call.respondHeader("ETag", VersionHeaders.quoted(part.eTag()));
    VersionHeaders.checksums(call, part.checksums(), null);
    call.empty(200);
  }

  /** Checks the algorithm of a part; an upload without an algorithm accepts all of them. */
  private static void requireChecksum(S3Call call, MultipartUpload upload) {
    UploadChecksum expected = UploadChecksum.of(upload);
    DeclaredChecksum declared = call.declaredChecksum();
    boolean matches =
        declared == null
            ? !expected.requiresPartChecksums(upload)
            : declared.algorithm().equals(expected.algorithm());
    if (upload.checksumAlgorithm() != null && !matches) {
      throw new StoreException(
          S3ErrorCode.INVALID_REQUEST,
          "Checksum Type mismatch occurred, expected checksum Type: "
              + expected.algorithm()
              + ", actual checksum Type: "
              + (declared == null ? "null" : declared.algorithm()));
    }
  }

  void copy(S3Call call) throws IOException {
    PartNumber number = number(call);
    MultipartUpload upload = MultipartHandler.upload(call);
    CopySource source = CopySource.of(call, store);
    PartInfo part = put(call, upload, number, copied(call, upload, source));
    VersionHeaders.encryption(call, upload.headers());
    XmlWriter xml = XmlWriter.s3("CopyPartResult");
    xml.element("LastModified", HttpDates.xml(clock.instant()));
    xml.element("ETag", VersionHeaders.quoted(part.eTag()));
    ChecksumElements.write(xml, part.checksums(), null);
    call.xml(200, xml);
  }

  private static ReceivedBody copied(S3Call call, MultipartUpload upload, CopySource source)
      throws IOException {
    StoredVersion version = source.version();
    String header = call.header("x-amz-copy-source-range");
    ByteRange range =
        header == null
            ? new ByteRange(0, version.size())
            : ByteRange.ofCopySource(header, version.size());
    try (InputStream bytes =
        call.intercepted(source.bucket().read(version, range.offset(), range.length()))) {
      return ReceivedBody.copied(
          bytes, UploadChecksum.of(upload).algorithm(), call.bucket().stage());
    }
  }

  private static PartInfo put(
      S3Call call, MultipartUpload upload, PartNumber number, ReceivedBody body) {
    call.context().requireKey(upload.headers());
    return call.bucket()
        .uploads()
        .putPart(upload, number.value(), body.content(), body.eTag(), body.checksums());
  }

  private static PartNumber number(S3Call call) {
    String text = call.query("partNumber");
    return PartNumber.parse(text == null ? "" : text);
  }
}
