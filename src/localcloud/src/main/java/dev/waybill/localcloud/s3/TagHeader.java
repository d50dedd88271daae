package dev.waybill.localcloud.s3;

import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The x-amz-tagging header: tags as a query string. */
final class TagHeader {
  private static final int MOST_TAGS = 10;
  private static final int LONGEST_KEY = 128;
  private static final int LONGEST_VALUE = 256;

  private TagHeader() {}

  static Map<String, String> tags(S3Call call) {
    return parse(call.header("x-amz-tagging"));
  }

  /**
   * @throws StoreException InvalidTag for a tag S3 does not take, InvalidArgument for no query
   *     string
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
   * @throws StoreException InvalidTag for a tag S3 does not take, or one too many
   */
  static void add(Map<String, String> tags, String key, String value) {
    boolean fits = !key.isEmpty() && key.length() <= LONGEST_KEY;
    if (!fits || value.length() > LONGEST_VALUE || tags.put(key, value) != null) {
      throw new StoreException(S3ErrorCode.INVALID_TAG);
    }
    if (tags.size() > MOST_TAGS) {
      throw new StoreException(S3ErrorCode.INVALID_TAG, "Object tags cannot be greater than 10");
    }
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException noEscape) {
      throw new StoreException(
          S3ErrorCode.INVALID_ARGUMENT,
          "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query"
              + " parameters without tag name duplicates.");
    }
  }
}
