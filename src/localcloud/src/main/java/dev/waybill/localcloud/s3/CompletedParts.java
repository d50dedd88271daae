package dev.waybill.localcloud.s3;

import dev.waybill.localcloud.store.PartInfo;
import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import dev.waybill.localcloud.wire.XmlReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The parts a completion lists, in its order. */
record CompletedParts(List<Listed> listed) {
  private static final int MOST = 10_000;

  /** A part as the completion names it. */
  record Listed(PartNumber number, String eTag, XmlReader element) {
    static Listed of(XmlReader part) {
      return new Listed(
          PartNumber.parse(text(part, "PartNumber")), text(part, "ETag").replace("\"", ""), part);
    }

    /** Whether this is what was uploaded under that number. */
    boolean is(PartInfo uploaded, String algorithm) {
      if (!uploaded.eTag().equals(eTag)) {
        return false;
      }
      String checksum = element.text(ChecksumElements.name(algorithm));
      return checksum == null || checksum.equals(uploaded.checksums().get(algorithm));
    }

    private static String text(XmlReader part, String name) {
      String text = part.text(name);
      if (text == null) {
        throw new StoreException(S3ErrorCode.MALFORMED_XML);
      }
      return text;
    }
  }

  static CompletedParts parse(XmlReader completion) {
    List<Listed> listed = completion.children("Part").stream().map(Listed::of).toList();
    if (listed.isEmpty() || listed.size() > MOST) {
      throw new StoreException(S3ErrorCode.MALFORMED_XML);
    }
    return new CompletedParts(listed);
  }

  /**
   * The uploaded parts that are listed.
   *
   * @throws StoreException InvalidPart for what was not uploaded so, InvalidPartOrder when the
   *     numbers do not rise
   */
  List<PartInfo> from(List<PartInfo> uploaded, String algorithm) {
    refuseDisorder();
    Map<Integer, PartInfo> byNumber = new HashMap<>();
    uploaded.forEach(part -> byNumber.put(part.number(), part));
    List<PartInfo> parts = new ArrayList<>();
    for (Listed each : listed) {
      PartInfo part = byNumber.get(each.number().value());
      if (part == null || !each.is(part, algorithm)) {
        throw new StoreException(S3ErrorCode.INVALID_PART);
      }
      parts.add(part);
    }
    return List.copyOf(parts);
  }

  /** Whether these, and no others, are the parts of an object. */
  boolean are(List<PartInfo> parts) {
    return listed.size() == parts.size()
        && IntStream.range(0, parts.size())
            .allMatch(
                i ->
                    listed.get(i).number().value() == parts.get(i).number()
                        && listed.get(i).eTag().equals(parts.get(i).eTag()));
  }

  /**
   * Holds the list against S3's rule for uploads whose checksum is one of checksums.
   *
   * @throws StoreException InvalidRequest when a part is listed without its checksum
   */
  void requireChecksums(String algorithm) {
    for (Listed each : listed) {
      if (each.element().text(ChecksumElements.name(algorithm)) == null) {
        throw new StoreException(
            S3ErrorCode.INVALID_REQUEST,
            "The upload was created using a "
                + algorithm
                + " checksum. The complete request must include the checksum for each part. It was"
                + " missing for part "
                + each.number().value()
                + " in the request.");
      }
    }
  }

  private void refuseDisorder() {
    int last = 0;
    for (Listed each : listed) {
      if (each.number().value() <= last) {
        throw new StoreException(S3ErrorCode.INVALID_PART_ORDER);
      }
      last = each.number().value();
    }
  }
}
