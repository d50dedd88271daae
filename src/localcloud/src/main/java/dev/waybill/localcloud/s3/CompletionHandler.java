package dev.waybill.localcloud.s3;

import dev.waybill.localcloud.store.MultipartUpload;
import dev.waybill.localcloud.store.MultipartUploads;
import dev.waybill.localcloud.store.PartInfo;
import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import dev.waybill.localcloud.store.StoredVersion;
import dev.waybill.localcloud.wire.XmlWriter;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Handler of CompleteMultipartUpload. */
final class CompletionHandler {
  void complete(S3Call call) throws IOException {
    CompletedParts listed = CompletedParts.parse(call.xmlBody());
    StoredVersion version = version(call, listed);
    VersionHeaders.versionAndEncryption(call, version);
    call.xml(200, responseDocument(call, version));
  }

  private static StoredVersion version(S3Call call, CompletedParts listed) throws IOException {
    try {
      return completed(call, listed);
    } catch (StoreException failure) {
      if (failure.code() != S3ErrorCode.NO_SUCH_UPLOAD) {
        throw failure;
      }
      return repeated(call, listed).orElseThrow(() -> failure);
    }
  }

  /** Returns the version of a completion that a client repeats because its response was lost. */
  private static Optional<StoredVersion> repeated(S3Call call, CompletedParts listed) {
    String id = call.query("uploadId");
    return call.bucket()
        .uploads()
        .completed(call.key(), id == null ? "" : id)
        .filter(version -> listed.matches(version.parts()));
  }

  private static StoredVersion completed(S3Call call, CompletedParts listed) throws IOException {
    MultipartUpload upload = MultipartHandler.upload(call);
    call.context().requireKey(upload.headers());
    MultipartUploads uploads = call.bucket().uploads();
    UploadChecksum checksum = UploadChecksum.of(upload);
    if (checksum.requiresPartChecksums(upload)) {
      listed.requireChecksums(checksum.algorithm());
    }
    List<PartInfo> parts = listed.select(uploads.parts(upload), checksum.algorithm());
    requireSize(call, parts);
    PartDigest digest = new PartDigest(checksum, parts);
    String value = digest.checksum(uploads, upload);
    requireChecksum(call, checksum, value);
    return uploads.complete(
        upload,
        parts,
        digest.eTag(),
        Map.of(checksum.algorithm(), value),
        checksum.type(),
        ObjectWriteHandler.condition(call),
        call.cause("ObjectCreated:CompleteMultipartUpload"));
  }

  private static void requireSize(S3Call call, List<PartInfo> parts) {
    String expected = call.header("x-amz-mp-object-size");
    long size = parts.stream().mapToLong(PartInfo::size).sum();
    if (expected != null && !expected.equals(Long.toString(size))) {
      throw new StoreException(
          S3ErrorCode.INVALID_REQUEST,
          "The provided 'x-amz-mp-object-size' header does not match what was computed.");
    }
  }

  private static void requireChecksum(S3Call call, UploadChecksum checksum, String computed) {
    String expected = call.header("x-amz-checksum-" + checksum.algorithm());
    if (expected != null && !expected.equals(computed)) {
      throw new StoreException(S3ErrorCode.BAD_DIGEST);
    }
  }

  private static XmlWriter responseDocument(S3Call call, StoredVersion version) {
    XmlWriter xml = XmlWriter.s3("CompleteMultipartUploadResult");
    xml.element("Location", "/" + call.bucket().name() + "/" + version.key());
    xml.element("Bucket", call.bucket().name());
    xml.element("Key", version.key());
    xml.element("ETag", VersionHeaders.quoted(version.eTag()));
    ChecksumElements.write(xml, version.checksums(), version.checksumType());
    return xml;
  }
}
