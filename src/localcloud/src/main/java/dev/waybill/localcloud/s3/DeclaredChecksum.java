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

/** The checksum that the caller states of a body: in a header, or in a trailer behind it. */
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

  /** Holds a small body against it; the checksum beside a list of parts is the whole object's. */
  static void requireDocument(S3Call call, byte[] document) {
    DeclaredChecksum declared = call.asks("uploadId") ? null : of(call);
    BodyDigests digests = new BodyDigests(declared == null ? "crc32" : declared.algorithm());
    digests.update(document, 0, document.length);
    require(call, declared, digests.md5Hex(), digests.checksums());
  }

  /**
   * Holds a body against all that the request says of it.
   *
   * @param md5Hex the body's MD5
   * @param checksums the body's, by lower-case algorithm
   * @throws StoreException BadDigest when the body is another
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

  /** The stated value; behind a trailer it is known once the body was read. */
  @Nullable String value() {
    String header = call.header(PREFIX + algorithm);
    return header != null ? header : call.trailer(PREFIX + algorithm);
  }
}
