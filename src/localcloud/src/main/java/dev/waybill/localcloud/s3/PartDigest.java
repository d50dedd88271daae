package dev.waybill.localcloud.s3;

import dev.waybill.localcloud.store.MultipartUpload;
import dev.waybill.localcloud.store.MultipartUploads;
import dev.waybill.localcloud.store.PartInfo;
import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import dev.waybill.localcloud.wire.BodyDigests;
import dev.waybill.localcloud.wire.CrcCombination;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/** ETag and checksum of a multipart object. */
final class PartDigest {
  private final UploadChecksum checksum;
  private final List<PartInfo> parts;

  PartDigest(UploadChecksum checksum, List<PartInfo> parts) {
    this.checksum = checksum;
    this.parts = parts;
  }

  /** Returns the MD5 of the parts' MD5s, followed by the number of parts. */
  String eTag() {
    BodyDigests digests = new BodyDigests(checksum.algorithm());
    parts.forEach(part -> update(digests, HexFormat.of().parseHex(part.eTag())));
    return digests.md5Hex() + "-" + parts.size();
  }

  /** Returns the checksum of the object, or of the parts' checksums with the number of parts. */
  String checksum(MultipartUploads uploads, MultipartUpload upload) throws IOException {
    BodyDigests digests = new BodyDigests(checksum.algorithm());
    if (!checksum.fullObject()) {
      parts.forEach(part -> update(digests, bytesOf(part)));
      return digests.checksum() + "-" + parts.size();
    }
    return parts.stream().allMatch(part -> part.checksums().containsKey(checksum.algorithm()))
        ? combined(Objects.requireNonNull(CrcCombination.of(checksum.algorithm())))
        : read(uploads, upload, digests);
  }

  private String combined(CrcCombination whole) {
    parts.forEach(part -> whole.append(value(part), part.size()));
    return whole.checksum();
  }

  private String read(MultipartUploads uploads, MultipartUpload upload, BodyDigests digests)
      throws IOException {
    for (PartInfo part : parts) {
      try (InputStream bytes = uploads.readPart(upload, part)) {
        ReceivedBody.transfer(bytes, digests, OutputStream.nullOutputStream());
      }
    }
    return digests.checksum();
  }

  private byte[] bytesOf(PartInfo part) {
    return Base64.getDecoder().decode(value(part));
  }

  private String value(PartInfo part) {
    String value = part.checksums().get(checksum.algorithm());
    if (value == null) {
      throw new StoreException(S3ErrorCode.INVALID_PART);
    }
    return value;
  }

  private static void update(BodyDigests digests, byte[] bytes) {
    digests.update(bytes, 0, bytes.length);
  }
}
