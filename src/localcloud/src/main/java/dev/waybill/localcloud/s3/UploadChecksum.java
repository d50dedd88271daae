package dev.waybill.localcloud.s3;

import dev.waybill.localcloud.store.MultipartUpload;
import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import dev.waybill.localcloud.wire.XmlWriter;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checksum of a multipart upload.
 *
 * @param algorithm the algorithm in lower case
 * @param type {@code FULL_OBJECT}, or {@code COMPOSITE} for a checksum of the parts' checksums
 */
record UploadChecksum(String algorithm, String type) {
  static final String FULL_OBJECT = "FULL_OBJECT";
  static final String COMPOSITE = "COMPOSITE";

  /** Algorithm that S3 uses when the request names none. */
  static final String DEFAULT = "crc64nvme";

  /** Algorithms whose full-object checksum follows from the checksums of the parts. */
  private static final Set<String> LINEAR = Set.of("crc32", "crc32c", DEFAULT);

  private static final Set<String> KNOWN = Set.of("crc32", "crc32c", DEFAULT, "sha1", "sha256");

  UploadChecksum {
    boolean valid =
        type.equals(FULL_OBJECT) ? LINEAR.contains(algorithm) : composite(type, algorithm);
    if (!KNOWN.contains(algorithm) || !valid) {
      throw new StoreException(
          S3ErrorCode.INVALID_REQUEST,
          "The " + type + " checksum type cannot be used with the given checksum algorithm.");
    }
  }

  /**
   * Returns the lower-case name of an algorithm.
   *
   * @throws StoreException InvalidRequest when S3 does not support the algorithm
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

  static UploadChecksum requested(S3Call call) {
    return of(call.header("x-amz-checksum-algorithm"), call.header("x-amz-checksum-type"));
  }

  static UploadChecksum of(MultipartUpload upload) {
    return of(upload.checksumAlgorithm(), upload.checksumType());
  }

  boolean fullObject() {
    return type.equals(FULL_OBJECT);
  }

  /** Returns true when every part must be uploaded and listed with its checksum. */
  boolean requiresPartChecksums(MultipartUpload upload) {
    return upload.checksumAlgorithm() != null && !fullObject();
  }

  void announce(S3Call call) {
    call.respondHeader("x-amz-checksum-algorithm", algorithm.toUpperCase(Locale.ROOT));
    call.respondHeader("x-amz-checksum-type", type);
  }

  void describe(XmlWriter xml) {
    xml.element("ChecksumAlgorithm", algorithm.toUpperCase(Locale.ROOT));
    xml.element("ChecksumType", type);
  }

  private static UploadChecksum of(@Nullable String algorithm, @Nullable String type) {
    String named = algorithm == null ? DEFAULT : known(algorithm);
    String defaultType = named.equals(DEFAULT) ? FULL_OBJECT : COMPOSITE;
    return new UploadChecksum(named, type == null ? defaultType : type.toUpperCase(Locale.ROOT));
  }

  private static boolean composite(String type, String algorithm) {
    return type.equals(COMPOSITE) && !algorithm.equals(DEFAULT);
  }
}
