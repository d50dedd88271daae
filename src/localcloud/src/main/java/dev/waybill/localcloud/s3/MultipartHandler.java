package dev.waybill.localcloud.s3;

import dev.waybill.localcloud.store.MultipartUpload;
import dev.waybill.localcloud.store.PartInfo;
import dev.waybill.localcloud.wire.XmlWriter;
import java.io.IOException;

/** Handler of CreateMultipartUpload, ListParts and AbortMultipartUpload. */
final class MultipartHandler {
  private static final int MAX_PARTS = 1000;

  void create(S3Call call) throws IOException {
    ObjectDescription description = ObjectDescription.requested(call);
    UploadChecksum checksum = UploadChecksum.requested(call);
    MultipartUpload upload =
        call.bucket()
            .uploads()
            .create(
                call.key(),
                description.headers(),
                description.metadata(),
                description.tags(),
                description.retention(),
                description.legalHold(),
                call.header("x-amz-checksum-algorithm") == null ? null : checksum.algorithm(),
                checksum.type());
    VersionHeaders.encryption(call, upload.headers());
    checksum.announce(call);
    XmlWriter xml = XmlWriter.s3("InitiateMultipartUploadResult");
    named(call, upload, xml);
    call.xml(200, xml);
  }

  void abort(S3Call call) throws IOException {
    call.bucket().uploads().abort(upload(call));
    call.empty(204);
  }

  void listParts(S3Call call) throws IOException {
    MultipartUpload upload = upload(call);
    PartPage page =
        PartPage.of(
            call.bucket().uploads().parts(upload),
            call.query("part-number-marker"),
            call.query("max-parts"),
            MAX_PARTS);
    XmlWriter xml = XmlWriter.s3("ListPartsResult");
    named(call, upload, xml);
    page.describe(xml);
    xml.element("StorageClass", upload.headers().getOrDefault("x-amz-storage-class", "STANDARD"));
    UploadChecksum.of(upload).describe(xml);
    for (PartInfo part : page.parts()) {
      part(upload, part, xml);
    }
    call.xml(200, xml);
  }

  /** Returns the upload that the request names. */
  static MultipartUpload upload(S3Call call) {
    String id = call.query("uploadId");
    return call.bucket().uploads().get(call.key(), id == null ? "" : id);
  }

  private static void part(MultipartUpload upload, PartInfo part, XmlWriter xml) {
    xml.start("Part").element("PartNumber", Integer.toString(part.number()));
    xml.element("LastModified", HttpDates.xml(upload.started()));
    xml.element("ETag", VersionHeaders.quoted(part.eTag()));
    xml.element("Size", Long.toString(part.size()));
    ChecksumElements.write(xml, part.checksums(), null);
    xml.end();
  }

  private static void named(S3Call call, MultipartUpload upload, XmlWriter xml) {
    xml.element("Bucket", call.bucket().name());
    xml.element("Key", upload.key());
    xml.element("UploadId", upload.uploadId());
  }
}
