package dev.waybill.localcloud.s3;

import dev.waybill.localcloud.store.PartInfo;
import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import dev.waybill.localcloud.store.StoredVersion;
import dev.waybill.localcloud.wire.XmlWriter;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Handler of GetObjectAttributes. */
final class AttributesHandler {
  private static final int MAX_PARTS = 1000;

  void get(S3Call call) throws IOException {
    Set<String> requested = requested(call);
    StoredVersion version = ObjectLookup.existing(call);
    call.respondHeader("Last-Modified", HttpDates.header(version.lastModified()));
    VersionHeaders.versionId(call, "x-amz-version-id", call.bucket(), version);
    XmlWriter xml = XmlWriter.s3("GetObjectAttributesResponse");
    if (requested.contains("ETag")) {
      xml.element("ETag", version.eTag());
    }
    if (requested.contains("Checksum") && !version.checksums().isEmpty()) {
      xml.start("Checksum");
      ChecksumElements.write(xml, version.checksums(), version.checksumType());
      xml.end();
    }
    if (requested.contains("ObjectParts") && !version.parts().isEmpty()) {
      parts(call, version, xml);
    }
    plain(requested, version, xml);
    call.xml(200, xml);
  }

  private static void plain(Set<String> requested, StoredVersion version, XmlWriter xml) {
    if (requested.contains("StorageClass")) {
      xml.element(
          "StorageClass", version.headers().getOrDefault("x-amz-storage-class", "STANDARD"));
    }
    if (requested.contains("ObjectSize")) {
      xml.element("ObjectSize", Long.toString(version.size()));
    }
  }

  private static Set<String> requested(S3Call call) {
    String header = call.header("x-amz-object-attributes");
    if (header == null || header.isBlank()) {
      throw new StoreException(
          S3ErrorCode.INVALID_REQUEST, "The x-amz-object-attributes header is required");
    }
    return Arrays.stream(header.split(",", -1)).map(String::strip).collect(Collectors.toSet());
  }

  private static void parts(S3Call call, StoredVersion version, XmlWriter xml) {
    PartPage page =
        PartPage.of(
            version.parts(),
            call.header("x-amz-part-number-marker"),
            call.header("x-amz-max-parts"),
            MAX_PARTS);
    xml.start("ObjectParts");
    xml.element("PartsCount", Integer.toString(version.parts().size()));
    page.describe(xml);
    for (PartInfo part : page.parts()) {
      xml.start("Part").element("PartNumber", Integer.toString(part.number()));
      xml.element("Size", Long.toString(part.size()));
      ChecksumElements.write(xml, part.checksums(), null);
      xml.end();
    }
    xml.end();
  }
}
