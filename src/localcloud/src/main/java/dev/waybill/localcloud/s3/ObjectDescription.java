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
 * What is stored beside the bytes.
 *
 * @param headers lower-case names; encryption included
 * @param metadata lower-case names without {@code x-amz-meta-}
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

  /** What belongs to the bytes, and so goes along with a copy of them. */
  private static final List<String> CONTENT =
      List.of(
          "content-type",
          "cache-control",
          "content-disposition",
          "content-language",
          CONTENT_ENCODING,
          "expires");

  /** What the request says, completed by the bucket's default encryption and retention. */
  static ObjectDescription asked(S3Call call) {
    Map<String, String> headers = new LinkedHashMap<>(content(call));
    headers.putAll(ofDestination(call));
    return withLock(call, headers, call.metadata(), TagHeader.tags(call));
  }

  /** What a copy has: the source's content headers and tags, unless the request replaces them. */
  static ObjectDescription ofCopy(S3Call call, StoredVersion source) {
    boolean replaced = Directive.METADATA.replaces(call);
    Map<String, String> headers =
        new LinkedHashMap<>(replaced ? content(call) : content(source.headers()));
    headers.putAll(ofDestination(call));
    Map<String, String> tags =
        Directive.TAGGING.replaces(call) ? TagHeader.tags(call) : source.tags();
    return withLock(call, headers, replaced ? call.metadata() : source.metadata(), tags);
  }

  /** The version of these properties and the given bytes. */
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
    AclHandler.refuseGrants(call);
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

  /** aws-chunked is how the request was sent, not what the object is. */
  private static String ofObject(String encodings) {
    return Arrays.stream(encodings.split(",", -1))
        .map(String::strip)
        .filter(each -> !each.equalsIgnoreCase("aws-chunked"))
        .collect(Collectors.joining(","));
  }
}
