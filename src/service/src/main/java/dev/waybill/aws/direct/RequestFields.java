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
 * Headers and query parameters of a request, read from its members by the SDK's description of
 * them.
 *
 * @param name bucket and plain key of the object
 * @param headers header values by lower-case name
 * @param query query parameters by name, not encoded
 */
record RequestFields(
    ObjectName name, SortedMap<String, String> headers, SortedMap<String, String> query) {
  /** Part of the header names of customer-provided keys, which have their own rules. */
  private static final String CUSTOMER_KEYS = "-customer-";

  /** Returns the fields of a request, or empty when only the SDK can write one of its members. */
  static Optional<RequestFields> of(S3Request request) {
    String bucket = "";
    String key = "";
    SortedMap<String, String> headers = new TreeMap<>();
    SortedMap<String, String> query = new TreeMap<>();
    for (SdkField<?> field : request.sdkFields()) {
      Object value = field.getValueOrDefault(request);
      if (value == null || (value instanceof Map<?, ?> map && map.isEmpty())) {
        continue;
      }
      String text = text(field, value);
      if (text == null) {
        return Optional.empty();
      }
      switch (field.location()) {
        case PATH -> bucket = text;
        case GREEDY_PATH -> key = text;
        case QUERY_PARAM -> query.put(field.locationName(), text);
        case HEADER -> headers.put(field.locationName().toLowerCase(Locale.ROOT), text);
        default -> {
          // The source of a copy, which the caller adds as a header.
        }
      }
    }
    boolean plain = ObjectName.isPlainKey(key) && arePlain(headers);
    return plain
        ? Optional.of(new RequestFields(new ObjectName(bucket, key), headers, query))
        : Optional.empty();
  }

  private static boolean arePlain(Map<String, String> headers) {
    for (Map.Entry<String, String> header : headers.entrySet()) {
      if (header.getKey().contains(CUSTOMER_KEYS) || !isPlain(header.getValue())) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable String text(SdkField<?> field, Object value) {
    if (value instanceof Instant at) {
      TimestampFormatTrait trait = field.getTrait(TimestampFormatTrait.class);
      boolean iso = trait != null && trait.format() == TimestampFormatTrait.Format.ISO_8601;
      return iso ? DateTimeFormatter.ISO_INSTANT.format(at) : null;
    }
    boolean simple = value instanceof String || value instanceof Number || value instanceof Boolean;
    return simple ? value.toString() : null;
  }

  /** Returns true when client and server write and sign the header identically. */
  static boolean isPlain(String header) {
    char previous = ' ';
    for (int i = 0; i < header.length(); i++) {
      char c = header.charAt(i);
      if (c < ' ' || c > '~' || (c == ' ' && previous == ' ')) {
        return false;
      }
      previous = c;
    }
    return previous != ' ';
  }
}
