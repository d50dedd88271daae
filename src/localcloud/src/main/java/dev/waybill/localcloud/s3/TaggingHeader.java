package dev.waybill.localcloud.s3;

import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parser of the x-amz-tagging header, which contains tags as a query string. */
final class TaggingHeader {
  private static final int MAX_TAGS = 10;
  private static final int MAX_KEY_LENGTH = 128;
  private static final int MAX_VALUE_LENGTH = 256;

  private TaggingHeader() {}

  static Map<String, String> tags(S3Call call) {
    return parse(call.header("x-amz-tagging"));
  }

  /**
   * Parses a header value; null has no tags.
   *
   * @throws StoreException InvalidTag for an invalid tag, InvalidArgument when the value is not a
   *     query string
   */
  static Map<String, String> parse(@Nullable String header) {
    Map<String, String> tags = new LinkedHashMap<>();
    if (header == null || header.isEmpty()) {
      return tags;
    }
    for (String tag : header.split("&", -1)) {
      int equals = tag.indexOf('=');
      String key = decode(equals < 0 ? tag : tag.substring(0, equals));
      String value = equals < 0 ? "" : decode(tag.substring(equals + 1));
      add(tags, key, value);
    }
    return tags;
  }

  /**
   * Adds a tag.
   *
   * @throws StoreException InvalidTag for an invalid tag or more than ten tags
   */
  static void add(Map<String, String> tags, String key, String value) {
    boolean valid = !key.isEmpty() && key.length() <= MAX_KEY_LENGTH;
    if (!valid || value.length() > MAX_VALUE_LENGTH || tags.put(key, value) != null) {
      throw new StoreException(S3ErrorCode.INVALID_TAG);
    }
    if (tags.size() > MAX_TAGS) {
      throw new StoreException(S3ErrorCode.INVALID_TAG, "Object tags cannot be greater than 10");
    }
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException invalidEscape) {
      throw new StoreException(
          S3ErrorCode.INVALID_ARGUMENT,
          "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query"
              + " parameters without tag name duplicates.");
    }
  }
}
