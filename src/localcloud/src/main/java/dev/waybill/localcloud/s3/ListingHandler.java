package dev.waybill.localcloud.s3;

import dev.waybill.localcloud.store.ListedVersion;
import dev.waybill.localcloud.store.ObjectPage;
import dev.waybill.localcloud.store.ObjectQuery;
import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import dev.waybill.localcloud.store.StoredVersion;
import dev.waybill.localcloud.store.VersionPage;
import dev.waybill.localcloud.store.VersionQuery;
import dev.waybill.localcloud.wire.UriEncoding;
import dev.waybill.localcloud.wire.XmlWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Handler that lists objects and versions in pages. */
final class ListingHandler {
  private static final int MAX_ENTRIES = 1000;

  private final String account;

  ListingHandler(String account) {
    this.account = account;
  }

  void objects(S3Call call) throws IOException {
    boolean v2 = "2".equals(call.query("list-type"));
    String after = v2 ? startOfV2(call) : orDefault(call.query("marker"), "");
    int max = max(call, "max-keys");
    ObjectPage page =
        call.bucket()
            .listObjects(
                new ObjectQuery(
                    orDefault(call.query("prefix"), ""), call.query("delimiter"), after, max));
    XmlWriter xml = head(call, "ListBucketResult", max, page.truncated());
    if (v2) {
      describeV2(call, page, xml);
    } else {
      xml.element("Marker", encode(call, after));
      xml.element("NextMarker", page.truncated() ? encode(call, page.last()) : null);
    }
    for (StoredVersion object : page.objects()) {
      xml.start("Contents");
      describe(call, object, xml);
      boolean owner = !v2 || "true".equals(call.query("fetch-owner"));
      owner(owner, xml);
      xml.end();
    }
    prefixes(call, page.commonPrefixes(), xml);
    call.xml(200, xml);
  }

  private static String startOfV2(S3Call call) {
    String token = call.query("continuation-token");
    if (token == null) {
      return orDefault(call.query("start-after"), "");
    }
    try {
      return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new StoreException(
          S3ErrorCode.INVALID_ARGUMENT, "The continuation token provided is incorrect");
    }
  }

  private static void describeV2(S3Call call, ObjectPage page, XmlWriter xml) {
    int count = page.objects().size() + page.commonPrefixes().size();
    xml.element("KeyCount", Integer.toString(count));
    xml.element("ContinuationToken", call.query("continuation-token"));
    xml.element("StartAfter", encode(call, call.query("start-after")));
    String last = page.last();
    if (page.truncated() && last != null) {
      xml.element(
          "NextContinuationToken",
          Base64.getUrlEncoder().encodeToString(last.getBytes(StandardCharsets.UTF_8)));
    }
  }

  void versions(S3Call call) throws IOException {
    int max = max(call, "max-keys");
    String keyMarker = orDefault(call.query("key-marker"), "");
    String idMarker = call.query("version-id-marker");
    boolean withoutId = idMarker == null || idMarker.isEmpty();
    VersionPage page =
        call.bucket()
            .listVersions(
                new VersionQuery(
                    orDefault(call.query("prefix"), ""),
                    call.query("delimiter"),
                    keyMarker,
                    withoutId ? null : idMarker,
                    max));
    XmlWriter xml = head(call, "ListVersionsResult", max, page.truncated());
    xml.element("KeyMarker", encode(call, keyMarker));
    xml.element("VersionIdMarker", orDefault(idMarker, ""));
    xml.element("NextKeyMarker", encode(call, page.nextKeyMarker()));
    xml.element("NextVersionIdMarker", page.nextVersionIdMarker());
    for (ListedVersion listed : page.versions()) {
      version(call, listed, xml);
    }
    prefixes(call, page.commonPrefixes(), xml);
    call.xml(200, xml);
  }

  private void version(S3Call call, ListedVersion listed, XmlWriter xml) {
    StoredVersion version = listed.version();
    xml.start(version.deleteMarker() ? "DeleteMarker" : "Version");
    describe(call, version, xml);
    xml.element("VersionId", version.versionId());
    xml.element("IsLatest", Boolean.toString(listed.latest()));
    owner(true, xml);
    xml.end();
  }

  private static XmlWriter head(S3Call call, String root, int max, boolean truncated) {
    XmlWriter xml = XmlWriter.s3(root);
    xml.element("Name", call.bucketName());
    xml.element("Prefix", encode(call, orDefault(call.query("prefix"), "")));
    xml.element("Delimiter", encode(call, call.query("delimiter")));
    xml.element("MaxKeys", Integer.toString(max));
    xml.element("EncodingType", call.query("encoding-type"));
    return xml.element("IsTruncated", Boolean.toString(truncated));
  }

  private static void describe(S3Call call, StoredVersion version, XmlWriter xml) {
    xml.element("Key", encode(call, version.key()));
    xml.element("LastModified", HttpDates.xml(version.lastModified()));
    if (version.deleteMarker()) {
      return;
    }
    xml.element("ETag", VersionHeaders.quoted(version.eTag()));
    version
        .checksums()
        .keySet()
        .forEach(name -> xml.element("ChecksumAlgorithm", name.toUpperCase(Locale.ROOT)));
    xml.element("ChecksumType", version.checksumType());
    xml.element("Size", Long.toString(version.size()));
    xml.element("StorageClass", version.headers().getOrDefault("x-amz-storage-class", "STANDARD"));
  }

  private void owner(boolean included, XmlWriter xml) {
    if (included) {
      xml.start("Owner").element("ID", account).end();
    }
  }

  static void prefixes(S3Call call, List<String> prefixes, XmlWriter xml) {
    prefixes.forEach(
        prefix -> xml.start("CommonPrefixes").element("Prefix", encode(call, prefix)).end());
  }

  static int max(S3Call call, String name) {
    try {
      int max = Integer.parseInt(orDefault(call.query(name), Integer.toString(MAX_ENTRIES)));
      if (max >= 0) {
        return Math.min(max, MAX_ENTRIES);
      }
    } catch (NumberFormatException e) {
      throw new StoreException(S3ErrorCode.INVALID_ARGUMENT, name + " must be a number");
    }
    throw new StoreException(S3ErrorCode.INVALID_ARGUMENT, name + " must not be negative");
  }

  static String orDefault(@Nullable String value, String fallback) {
    return Objects.requireNonNullElse(value, fallback);
  }

  static @Nullable String encode(S3Call call, @Nullable String text) {
    boolean url = "url".equals(call.query("encoding-type"));
    return text != null && url ? UriEncoding.path(text) : text;
  }
}
