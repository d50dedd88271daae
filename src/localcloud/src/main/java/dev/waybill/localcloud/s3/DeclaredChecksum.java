package dev.waybill.localcloud.s3;

import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import dev.waybill.localcloud.wire.BodyDigests;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Checksum that the client declares for a body, in a header or in a trailer. */
final class DeclaredChecksum {
  private static final List<String> ALGORITHMS =
      List.of("crc64nvme", "crc32c", "crc32", "sha256", "sha1");
  private static final String PREFIX = "x-amz-checksum-";

  private final S3Call call;
  private final String algorithm;

  private DeclaredChecksum(S3Call call, String algorithm) {
    this.call = call;
    this.algorithm = algorithm;
  }

  static @Nullable DeclaredChecksum of(S3Call call) {
    String trailer = call.header("x-amz-trailer");
    for (String algorithm : ALGORITHMS) {
      boolean inTrailer =
          trailer != null && trailer.toLowerCase(Locale.ROOT).contains(PREFIX + algorithm);
      if (inTrailer || call.header(PREFIX + algorithm) != null) {
        return new DeclaredChecksum(call, algorithm);
      }
    }
    return null;
  }

  /**
   * Compares a request document with its declared checksum. The checksum in a completion request
   * belongs to the object, not to the document.
   */
  static void requireDocument(S3Call call, byte[] document) {
    DeclaredChecksum declared = call.hasQuery("uploadId") ? null : of(call);
    BodyDigests digests = new BodyDigests(declared == null ? "crc32" : declared.algorithm());
    digests.update(document, 0, document.length);
    require(call, declared, digests.md5Hex(), digests.checksums());
  }

  /**
   * Compares a body with the checksum and the MD5 that the request declares.
   *
   * @param md5Hex the MD5 of the body
   * @param checksums the checksums of the body by lower-case algorithm
   * @throws StoreException BadDigest when a digest differs
   */
  static void require(
      S3Call call,
      @Nullable DeclaredChecksum declared,
      String md5Hex,
      Map<String, String> checksums) {
    if (declared != null
        && !Objects.equals(declared.value(), checksums.get(declared.algorithm()))) {
      throw new StoreException(
          S3ErrorCode.BAD_DIGEST,
          "The " + declared.algorithm() + " you specified did not match the calculated checksum.");
    }
    String md5 = call.contentMd5();
    if (md5 != null
        && !md5.equals(Base64.getEncoder().encodeToString(HexFormat.of().parseHex(md5Hex)))) {
      throw new StoreException(S3ErrorCode.BAD_DIGEST);
    }
  }

  String algorithm() {
    return algorithm;
  }

  /** Returns the declared value; a trailer's value is known only after the body was read. */
  @Nullable String value() {
    String header = call.header(PREFIX + algorithm);
    return header != null ? header : call.trailer(PREFIX + algorithm);
  }
}
