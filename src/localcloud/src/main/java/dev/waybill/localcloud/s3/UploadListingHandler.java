package dev.waybill.localcloud.s3;

import static dev.waybill.localcloud.s3.ListingHandler.encode;
import static dev.waybill.localcloud.s3.ListingHandler.orDefault;

import dev.waybill.localcloud.store.MultipartUpload;
import dev.waybill.localcloud.wire.XmlWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Handler of ListMultipartUploads. */
final class UploadListingHandler {
  /** Page of uploads and the position where the next page starts. */
  private record Page(
      List<MultipartUpload> uploads,
      Set<String> prefixes,
      boolean truncated,
      @Nullable MultipartUpload last) {}

  void list(S3Call call) throws IOException {
    String prefix = orDefault(call.query("prefix"), "");
    String keyMarker = orDefault(call.query("key-marker"), "");
    String idMarker = orDefault(call.query("upload-id-marker"), "");
    int max = ListingHandler.max(call, "max-uploads");
    List<MultipartUpload> rest =
        afterMarker(call.bucket().uploads().list(), keyMarker, idMarker).stream()
            .filter(upload -> upload.key().startsWith(prefix))
            .toList();
    String delimiter = call.query("delimiter");
    Page page = page(rest, upload -> commonPrefix(upload.key(), prefix, delimiter), keyMarker, max);
    XmlWriter xml = XmlWriter.s3("ListMultipartUploadsResult");
    xml.element("Bucket", call.bucketName()).element("KeyMarker", encode(call, keyMarker));
    xml.element("UploadIdMarker", idMarker).element("Prefix", encode(call, prefix));
    xml.element("Delimiter", encode(call, delimiter));
    xml.element("MaxUploads", Integer.toString(max));
    xml.element("EncodingType", call.query("encoding-type"));
    xml.element("IsTruncated", Boolean.toString(page.truncated()));
    MultipartUpload last = page.last();
    if (page.truncated() && last != null) {
      xml.element("NextKeyMarker", encode(call, last.key()));
      xml.element("NextUploadIdMarker", last.uploadId());
    }
    page.uploads().forEach(upload -> upload(call, upload, xml));
    ListingHandler.prefixes(call, List.copyOf(page.prefixes()), xml);
    call.xml(200, xml);
  }

  private static Page page(
      List<MultipartUpload> rest,
      Function<MultipartUpload, @Nullable String> commonPrefix,
      String keyMarker,
      int max) {
    List<MultipartUpload> uploads = new ArrayList<>();
    Set<String> prefixes = new LinkedHashSet<>();
    MultipartUpload last = null;
    for (MultipartUpload upload : rest) {
      String rolledUp = commonPrefix.apply(upload);
      boolean shown =
          rolledUp != null && (prefixes.contains(rolledUp) || keyMarker.startsWith(rolledUp));
      if (!shown && uploads.size() + prefixes.size() >= max) {
        return new Page(uploads, prefixes, max > 0, last);
      }
      if (rolledUp == null) {
        uploads.add(upload);
      } else if (!shown) {
        prefixes.add(rolledUp);
      }
      last = upload;
    }
    return new Page(uploads, prefixes, false, last);
  }

  private static @Nullable String commonPrefix(
      String key, String prefix, @Nullable String delimiter) {
    if (delimiter == null || delimiter.isEmpty()) {
      return null;
    }
    int at = key.indexOf(delimiter, prefix.length());
    return at < 0 ? null : key.substring(0, at + delimiter.length());
  }

  /**
   * Returns the uploads after the marker. When the marker's upload no longer exists, the uploads of
   * its key are listed again, so that none is skipped.
   */
  private static List<MultipartUpload> afterMarker(
      List<MultipartUpload> uploads, String keyMarker, String idMarker) {
    List<MultipartUpload> rest =
        uploads.stream()
            .dropWhile(upload -> precedes(upload.key(), keyMarker, idMarker.isEmpty()))
            .toList();
    for (int i = 0; i < rest.size(); i++) {
      if (rest.get(i).uploadId().equals(idMarker)) {
        return rest.subList(i + 1, rest.size());
      }
    }
    return rest;
  }

  private static boolean precedes(String key, String marker, boolean inclusive) {
    int order =
        Arrays.compareUnsigned(
            key.getBytes(StandardCharsets.UTF_8), marker.getBytes(StandardCharsets.UTF_8));
    return order < 0 || (order == 0 && inclusive);
  }

  private static void upload(S3Call call, MultipartUpload upload, XmlWriter xml) {
    xml.start("Upload").element("Key", encode(call, upload.key()));
    xml.element("UploadId", upload.uploadId());
    xml.element("StorageClass", upload.headers().getOrDefault("x-amz-storage-class", "STANDARD"));
    xml.element("Initiated", HttpDates.xml(upload.started()));
    UploadChecksum.of(upload).describe(xml);
    xml.end();
  }
}
