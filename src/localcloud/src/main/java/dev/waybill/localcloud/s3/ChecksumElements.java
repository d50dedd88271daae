package dev.waybill.localcloud.s3;

import dev.waybill.localcloud.wire.XmlWriter;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** XML elements of checksums in response documents. */
final class ChecksumElements {
  private ChecksumElements() {}

  static void write(XmlWriter xml, Map<String, String> checksums, @Nullable String type) {
    checksums.forEach((algorithm, value) -> xml.element(name(algorithm), value));
    if (type != null && !checksums.isEmpty()) {
      xml.element("ChecksumType", type);
    }
  }

  static String name(String algorithm) {
    return "Checksum" + algorithm.toUpperCase(Locale.ROOT);
  }
}
