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

/** Parts in the document of CompleteMultipartUpload, in document order. */
record CompletedParts(List<Listed> listed) {
  private static final int MAX_PARTS = 10_000;

  /** Part as the document describes it. */
  record Listed(PartNumber number, String eTag, XmlReader element) {
    static Listed of(XmlReader part) {
      return new Listed(
          PartNumber.parse(text(part, "PartNumber")), text(part, "ETag").replace("\"", ""), part);
    }

    /** Returns true when this describes the uploaded part. */
    boolean matches(PartInfo uploaded, String algorithm) {
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
    if (listed.isEmpty() || listed.size() > MAX_PARTS) {
      throw new StoreException(S3ErrorCode.MALFORMED_XML);
    }
    return new CompletedParts(listed);
  }

  /**
   * Returns the listed parts of an upload.
   *
   * @throws StoreException InvalidPart when a listed part was not uploaded, InvalidPartOrder when
   *     the numbers are not ascending
   */
  List<PartInfo> select(List<PartInfo> uploaded, String algorithm) {
    requireAscending();
    Map<Integer, PartInfo> byNumber = new HashMap<>();
    uploaded.forEach(part -> byNumber.put(part.number(), part));
    List<PartInfo> parts = new ArrayList<>();
    for (Listed each : listed) {
      PartInfo part = byNumber.get(each.number().value());
      if (part == null || !each.matches(part, algorithm)) {
        throw new StoreException(S3ErrorCode.INVALID_PART);
      }
      parts.add(part);
    }
    return List.copyOf(parts);
  }

  /** Returns true when the listed parts are exactly the parts of an object. */
  boolean matches(List<PartInfo> parts) {
    return listed.size() == parts.size()
        && IntStream.range(0, parts.size())
            .allMatch(
                i ->
                    listed.get(i).number().value() == parts.get(i).number()
                        && listed.get(i).eTag().equals(parts.get(i).eTag()));
  }

  /**
   * Checks the rule for composite checksums.
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

  private void requireAscending() {
    int last = 0;
    for (Listed each : listed) {
      if (each.number().value() <= last) {
        throw new StoreException(S3ErrorCode.INVALID_PART_ORDER);
      }
      last = each.number().value();
    }
  }
}
