package dev.waybill.aws.direct;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.traits.TimestampFormatTrait;
import software.amazon.awssdk.services.s3.model.S3Request;

/**
 * What a request says besides its object's name, as the SDK's own description of its members places
 * it.
 *
 * @param headers by lower-case name
 * @param query by name, not encoded
 */
record RequestFields(SortedMap<String, String> headers, SortedMap<String, String> query) {
  /** The writer's own keys have rules of their own. */
  private static final String CUSTOMER_KEYS = "-customer-";

  /** Empty when something in it is written in a way that is the SDK's alone. */
  static Optional<RequestFields> of(S3Request request) {
    SortedMap<String, String> headers = new TreeMap<>();
    SortedMap<String, String> query = new TreeMap<>();
    for (SdkField<?> field : request.sdkFields()) {
      Object value = field.getValueOrDefault(request);
      boolean said = value != null && !(value instanceof Map<?, ?> map && map.isEmpty());
      if (said && !put(field, value, headers, query)) {
        return Optional.empty();
      }
    }
    return Optional.of(new RequestFields(headers, query));
  }

  private static boolean put(
      SdkField<?> field, Object value, Map<String, String> headers, Map<String, String> query) {
    String name = field.locationName();
    String text = text(field, value);
    switch (field.location()) {
      case HEADER -> {
        if (text == null || name.contains(CUSTOMER_KEYS) || !isPlain(text)) {
          return false;
        }
        headers.put(name.toLowerCase(Locale.ROOT), text);
      }
      case QUERY_PARAM -> {
        if (text == null) {
          return false;
        }
        query.put(name, text);
      }
      default -> {
        // The name of an object, which is in the path or in a header of its own.
      }
    }
    return true;
  }

  private static @Nullable String text(SdkField<?> field, Object value) {
    if (value instanceof Instant at) {
      TimestampFormatTrait trait = field.getTrait(TimestampFormatTrait.class);
      boolean iso =
          trait != null && trait.format() == TimestampFormatTrait.Format.ISO_8601;
      return iso ? DateTimeFormatter.ISO_INSTANT.format(at) : null;
    }
    boolean simple =
        value instanceof String || value instanceof Number || value instanceof Boolean;
    return simple ? value.toString() : null;
  }

  /** What every party to a header writes, and signs, in the same way. */
  static boolean isPlain(String header) {
    char before = ' ';
    for (int i = 0; i < header.length(); i++) {
      char c = header.charAt(i);
      if (c < ' ' || c > '~' || (c == ' ' && before == ' ')) {
        return false;
      }
      before = c;
    }
    return before != ' ';
  }
}
