package dev.waybill.localcloud.s3;

import dev.waybill.localcloud.store.PartInfo;
import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import dev.waybill.localcloud.store.StoredVersion;
import org.jspecify.annotations.Nullable;

/** The number of a part, from 1 to 10 000. */
record PartNumber(int value) {
  private static final int GREATEST = 10_000;

  PartNumber {
    if (value < 1 || value > GREATEST) {
      throw invalid();
    }
  }

  /** The part a read asks for; null when it asks for none. */
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
    } catch (NumberFormatException noNumber) {
      throw invalid();
    }
  }

  /** Null when the version was not written in parts. */
  @Nullable PartInfo in(StoredVersion version) {
    return version.parts().isEmpty() ? null : version.parts().get(index(version));
  }

  /**
   * Where in the version the part is; null for the whole of an empty object, which has no range.
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

  /** A read counts the parts there are, whatever numbers they were uploaded under. */
  private int index(StoredVersion version) {
    if (value > Math.max(1, version.parts().size())) {
      throw new StoreException(S3ErrorCode.INVALID_PART_NUMBER);
    }
    return value - 1;
  }

  private static StoreException invalid() {
    return new StoreException(
        S3ErrorCode.INVALID_ARGUMENT,
        "Part number must be an integer between 1 and " + GREATEST + ", inclusive");
  }
}
