package dev.waybill.localcloud.s3;

import dev.waybill.localcloud.store.PartInfo;
import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import dev.waybill.localcloud.wire.XmlWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Page of a list of parts, which starts after a marker. */
record PartPage(List<PartInfo> parts, int marker, int max, boolean truncated) {
  static PartPage of(
      List<PartInfo> all, @Nullable String marker, @Nullable String max, int maxAllowed) {
    int after = number(marker, 0);
    int limit = Math.min(number(max, maxAllowed), maxAllowed);
    List<PartInfo> rest = all.stream().filter(part -> part.number() > after).toList();
    return new PartPage(rest.stream().limit(limit).toList(), after, limit, rest.size() > limit);
  }

  void describe(XmlWriter xml) {
    xml.element("PartNumberMarker", Integer.toString(marker));
    int last = parts.isEmpty() ? marker : parts.get(parts.size() - 1).number();
    xml.element("NextPartNumberMarker", Integer.toString(last));
    xml.element("MaxParts", Integer.toString(max));
    xml.element("IsTruncated", Boolean.toString(truncated));
  }

  private static int number(@Nullable String text, int fallback) {
    try {
      int number = text == null ? fallback : Integer.parseInt(text);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // Rejected below, like a negative number.
    }
    throw new StoreException(
        S3ErrorCode.INVALID_ARGUMENT, "Part number marker and max-parts are numbers from 0 on");
  }
}
