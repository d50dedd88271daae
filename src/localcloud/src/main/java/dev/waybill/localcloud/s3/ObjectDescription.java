package dev.waybill.localcloud.s3;

import dev.waybill.localcloud.store.NewVersion;
import dev.waybill.localcloud.store.Retention;
import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import dev.waybill.localcloud.store.StoredVersion;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Properties of an object besides its bytes.
 *
 * @param headers the system metadata and encryption by lower-case header name
 * @param metadata the user metadata by lower-case name without {@code x-amz-meta-}
 * @param tags the tags
 * @param retention the retention, or null
 * @param legalHold true when a legal hold is on
 */
record ObjectDescription(
    Map<String, String> headers,
    Map<String, String> metadata,
    Map<String, String> tags,
    @Nullable Retention retention,
    boolean legalHold) {
  private static final String STORAGE_CLASS = "x-amz-storage-class";
  private static final Set<String> STORAGE_CLASSES =
      Set.of(
          "STANDARD",
          "REDUCED_REDUNDANCY",
          "STANDARD_IA",
          "ONEZONE_IA",
          "INTELLIGENT_TIERING",
          "GLACIER",
          "GLACIER_IR",
          "DEEP_ARCHIVE");
  private static final String REDIRECT = "x-amz-website-redirect-location";
  private static final String CONTENT_ENCODING = "content-encoding";

  /** Headers that describe the bytes, which a copy keeps. */
  private static final List<String> CONTENT =
      List.of(
          "content-type",
          "cache-control",
          "content-disposition",
          "content-language",
          CONTENT_ENCODING,
          "expires");

  /** Reads the properties in a request and adds the bucket's default encryption and retention. */
  static ObjectDescription requested(S3Call call) {
    Map<String, String> headers = new LinkedHashMap<>(content(call));
    headers.putAll(ofDestination(call));
    return withLock(call, headers, call.metadata(), TaggingHeader.tags(call));
  }

  /** Returns the properties of a copy; the request can replace content headers and tags. */
  static ObjectDescription ofCopy(S3Call call, StoredVersion source) {
    boolean replaced = CopyDirective.METADATA.replaces(call);
    Map<String, String> headers =
        new LinkedHashMap<>(replaced ? content(call) : content(source.headers()));
    headers.putAll(ofDestination(call));
    Map<String, String> tags =
        CopyDirective.TAGGING.replaces(call) ? TaggingHeader.tags(call) : source.tags();
    return withLock(call, headers, replaced ? call.metadata() : source.metadata(), tags);
  }

  /** Creates a version with these properties and a body. */
  NewVersion of(String key, ReceivedBody body) {
    return new NewVersion(
        key,
        body.content(),
        body.eTag(),
        body.checksums(),
        UploadChecksum.FULL_OBJECT,
        headers,
        metadata,
        tags,
        retention,
        legalHold);
  }

  private static ObjectDescription withLock(
      S3Call call,
      Map<String, String> headers,
      Map<String, String> metadata,
      Map<String, String> tags) {
    AclHandler.requireNoGrants(call);
    LockHeaders lock = LockHeaders.of(call);
    return new ObjectDescription(headers, metadata, tags, lock.retention(), lock.legalHold());
  }

  private static Map<String, String> ofDestination(S3Call call) {
    Map<String, String> headers = new LinkedHashMap<>(EncryptionHeaders.of(call));
    String storageClass = call.header(STORAGE_CLASS);
    if (storageClass != null && !STORAGE_CLASSES.contains(storageClass)) {
      throw new StoreException(S3ErrorCode.INVALID_STORAGE_CLASS);
    }
    for (String name : List.of(STORAGE_CLASS, REDIRECT)) {
      String value = call.header(name);
      if (value != null) {
        headers.put(name, value);
      }
    }
    return headers;
  }

  private static Map<String, String> content(Map<String, String> stored) {
    Map<String, String> content = new LinkedHashMap<>(stored);
    content.keySet().retainAll(CONTENT);
    return content;
  }

  private static Map<String, String> content(S3Call call) {
    Map<String, String> content = new LinkedHashMap<>();
    for (String name : CONTENT) {
      String value = call.header(name);
      if (value != null) {
        content.put(name, name.equals(CONTENT_ENCODING) ? ofObject(value) : value);
      }
    }
    content.values().removeIf(String::isEmpty);
    return content;
  }

  /** Removes aws-chunked, which describes the request and not the object. */
  private static String ofObject(String encodings) {
    return Arrays.stream(encodings.split(",", -1))
        .map(String::strip)
        .filter(each -> !each.equalsIgnoreCase("aws-chunked"))
        .collect(Collectors.joining(","));
  }
}
