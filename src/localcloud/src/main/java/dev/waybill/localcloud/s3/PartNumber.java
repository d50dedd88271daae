package dev.waybill.localcloud.s3;

import dev.waybill.localcloud.store.PartInfo;
import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import dev.waybill.localcloud.store.StoredVersion;
import org.jspecify.annotations.Nullable;

/** Number of a part, from 1 to 10,000. */
record PartNumber(int value) {
  private static final int MAX_NUMBER = 10_000;

  PartNumber {
    if (value < 1 || value > MAX_NUMBER) {
      throw invalid();
    }
  }

  /** Returns the part that a read requests; null when it requests none. */
  static @Nullable PartNumber requested(S3Call call) {
    String text = call.query("partNumber");
    if (text == null) {
      return null;
    }
    if (call.header("range") != null) {
      throw new StoreException(
          S3ErrorCode.INVALID_REQUEST,
          "Cannot specify both Range header and partNumber query parameter");
    }
    return parse(text);
  }

  static PartNumber parse(String text) {
    try {
      return new PartNumber(Integer.parseInt(text));
    } catch (NumberFormatException notANumber) {
      throw invalid();
    }
  }

  /** Returns the part of a version; null when the version was not uploaded in parts. */
  @Nullable PartInfo in(StoredVersion version) {
    return version.parts().isEmpty() ? null : version.parts().get(index(version));
  }

  /**
   * Returns the byte range of the part; null for an empty object, which has no range.
   *
   * @throws StoreException InvalidPartNumber when the version has no such part
   */
  @Nullable ByteRange range(StoredVersion version) {
    int index = index(version);
    if (version.size() == 0) {
      return null;
    }
    if (version.parts().isEmpty()) {
      return new ByteRange(0, version.size());
    }
    long offset = version.parts().stream().limit(index).mapToLong(PartInfo::size).sum();
    return new ByteRange(offset, version.parts().get(index).size());
  }

  /** Returns the position of the part; reads count parts by position, not by upload number. */
  private int index(StoredVersion version) {
    if (value > Math.max(1, version.parts().size())) {
      throw new StoreException(S3ErrorCode.INVALID_PART_NUMBER);
    }
    return value - 1;
  }

  private static StoreException invalid() {
    return new StoreException(
        S3ErrorCode.INVALID_ARGUMENT,
        "Part number must be an integer between 1 and " + MAX_NUMBER + ", inclusive");
  }
}
