package dev.waybill.localcloud.s3;

import dev.waybill.localcloud.store.MultipartUpload;
import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import dev.waybill.localcloud.wire.XmlWriter;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How an upload in parts is checked.
 *
 * @param algorithm lower-case
 * @param type FULL_OBJECT, or COMPOSITE: a checksum of the parts' checksums
 */
record UploadChecksum(String algorithm, String type) {
  static final String FULL_OBJECT = "FULL_OBJECT";
  static final String COMPOSITE = "COMPOSITE";

  /** What S3 computes when it is not told what to. */
  static final String USUAL = "crc64nvme";

  /** Checksums of wholes that follow from those of their parts. */
  private static final Set<String> LINEAR = Set.of("crc32", "crc32c", USUAL);

  private static final Set<String> KNOWN = Set.of("crc32", "crc32c", USUAL, "sha1", "sha256");

  UploadChecksum {
    boolean possible =
        type.equals(FULL_OBJECT) ? LINEAR.contains(algorithm) : composite(type, algorithm);
    if (!KNOWN.contains(algorithm) || !possible) {
      throw new StoreException(
          S3ErrorCode.INVALID_REQUEST,
          "The " + type + " checksum type cannot be used with the given checksum algorithm.");
    }
  }

  /**
   * The algorithm of a name.
   *
   * @throws StoreException InvalidRequest when S3 has it not
   */
  static String known(String name) {
    String algorithm = name.toLowerCase(Locale.ROOT);
    if (!KNOWN.contains(algorithm)) {
      throw new StoreException(
          S3ErrorCode.INVALID_REQUEST,
          "Checksum algorithm provided is unsupported. Please try again with any of the valid"
              + " types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]");
    }
    return algorithm;
  }

  static UploadChecksum asked(S3Call call) {
    return of(call.header("x-amz-checksum-algorithm"), call.header("x-amz-checksum-type"));
  }

  static UploadChecksum of(MultipartUpload upload) {
    return of(upload.checksumAlgorithm(), upload.checksumType());
  }

  boolean fullObject() {
    return type.equals(FULL_OBJECT);
  }

  /** Whether every part must be sent and listed with its checksum. */
  boolean eachPart(MultipartUpload upload) {
    return upload.checksumAlgorithm() != null && !fullObject();
  }

  void announce(S3Call call) {
    call.respondHeader("x-amz-checksum-algorithm", algorithm.toUpperCase(Locale.ROOT));
    call.respondHeader("x-amz-checksum-type", type);
  }

  void describe(XmlWriter answer) {
    answer.element("ChecksumAlgorithm", algorithm.toUpperCase(Locale.ROOT));
    answer.element("ChecksumType", type);
  }

  private static UploadChecksum of(@Nullable String algorithm, @Nullable String type) {
    String named = algorithm == null ? USUAL : known(algorithm);
    String usualType = named.equals(USUAL) ? FULL_OBJECT : COMPOSITE;
    return new UploadChecksum(named, type == null ? usualType : type.toUpperCase(Locale.ROOT));
  }

  private static boolean composite(String type, String algorithm) {
    return type.equals(COMPOSITE) && !algorithm.equals(USUAL);
  }
}
