package dev.waybill.localcloud.s3;

import dev.waybill.localcloud.store.MultipartUpload;
import dev.waybill.localcloud.store.MultipartUploads;
import dev.waybill.localcloud.store.PartInfo;
import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import dev.waybill.localcloud.wire.BodyDigests;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** The ETag and the checksum of an object made of parts. */
final class PartDigest {
  private final UploadChecksum checksum;
  private final List<PartInfo> parts;

  PartDigest(UploadChecksum checksum, List<PartInfo> parts) {
    this.checksum = checksum;
    this.parts = parts;
  }

  /** The MD5 of the parts' MD5s, and how many they are. */
  String eTag() {
    BodyDigests digests = new BodyDigests(checksum.algorithm());
    parts.forEach(part -> update(digests, HexFormat.of().parseHex(part.eTag())));
    return digests.md5Hex() + "-" + parts.size();
  }

  /** The checksum of the whole, or that of the parts' checksums and how many they are. */
  String checksum(MultipartUploads uploads, MultipartUpload upload) throws IOException {
    BodyDigests digests = new BodyDigests(checksum.algorithm());
    if (!checksum.fullObject()) {
      parts.forEach(part -> update(digests, bytesOf(part)));
      return digests.checksum() + "-" + parts.size();
    }
    for (PartInfo part : parts) {
      try (InputStream bytes = uploads.readPart(upload, part.number())) {
        ReceivedBody.transfer(bytes, digests, OutputStream.nullOutputStream());
      }
    }
    return digests.checksum();
  }

  private byte[] bytesOf(PartInfo part) {
    String value = part.checksums().get(checksum.algorithm());
    if (value == null) {
      throw new StoreException(S3ErrorCode.INVALID_PART);
    }
    return Base64.getDecoder().decode(value);
  }

  private static void update(BodyDigests digests, byte[] bytes) {
    digests.update(bytes, 0, bytes.length);
  }
}
