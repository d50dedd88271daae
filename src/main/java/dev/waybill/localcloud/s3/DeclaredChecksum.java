package dev.waybill.localcloud.s3;

import java.util.List;
import java.util.Locale;
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

  String algorithm() {
    return algorithm;
  }

  /** The stated value; behind a trailer it is known once the body was read. */
  @Nullable String value() {
    String header = call.header(PREFIX + algorithm);
    return header != null ? header : call.trailer(PREFIX + algorithm);
  }
}
