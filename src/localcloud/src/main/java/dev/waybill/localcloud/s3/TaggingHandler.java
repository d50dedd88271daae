package dev.waybill.localcloud.s3;

import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import dev.waybill.localcloud.store.StoredVersion;
import dev.waybill.localcloud.wire.XmlReader;
import dev.waybill.localcloud.wire.XmlWriter;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Handler of the tags of an object. */
final class TaggingHandler {
  void handle(S3Call call) throws IOException {
    switch (call.method()) {
      case "PUT" -> {
        set(call, parse(call.xmlBody()));
        call.empty(200);
      }
      case "DELETE" -> {
        set(call, Map.of());
        call.empty(204);
      }
      default -> get(call);
    }
  }

  private static void set(S3Call call, Map<String, String> tags) {
    StoredVersion version = call.bucket().setTags(call.key(), call.query("versionId"), tags);
    VersionHeaders.versionId(call, "x-amz-version-id", call.bucket(), version);
  }

  private static Map<String, String> parse(XmlReader document) {
    Map<String, String> tags = new LinkedHashMap<>();
    List<XmlReader> sets = document.children("TagSet");
    if (sets.size() != 1) {
      throw new StoreException(S3ErrorCode.MALFORMED_XML);
    }
    for (XmlReader tag : sets.get(0).children("Tag")) {
      TaggingHeader.add(
          tags,
          Objects.requireNonNullElse(tag.text("Key"), ""),
          Objects.requireNonNullElse(tag.text("Value"), ""));
    }
    return tags;
  }

  private static void get(S3Call call) throws IOException {
    StoredVersion version = ObjectLookup.existing(call);
    VersionHeaders.versionId(call, "x-amz-version-id", call.bucket(), version);
    XmlWriter xml = XmlWriter.s3("Tagging").start("TagSet");
    version
        .tags()
        .forEach(
            (key, value) -> xml.start("Tag").element("Key", key).element("Value", value).end());
    call.xml(200, xml);
  }
}
