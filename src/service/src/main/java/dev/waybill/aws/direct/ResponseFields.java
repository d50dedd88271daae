package dev.waybill.aws.direct;

import dev.waybill.record.object.UtcTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.TimestampFormatTrait;

/** Puts headers, or elements of a document, into the members that the SDK has for them. */
final class ResponseFields {
  private final Map<String, List<SdkField<?>>> byName = new HashMap<>();
  private final @Nullable SdkField<?> metadata;
  private final String prefix;

  private ResponseFields(SdkPojo example, MarshallLocation location) {
    SdkField<?> map = null;
    for (SdkField<?> field : example.sdkFields()) {
      if (field.location() != location) {
        continue;
      }
      if (field.marshallingType().equals(MarshallingType.MAP)) {
        map = field;
      } else {
        byName.computeIfAbsent(lower(field.locationName()), name -> new ArrayList<>()).add(field);
      }
    }
    metadata = map;
    prefix = map == null ? "" : lower(map.locationName());
  }

  static ResponseFields inHeaders(SdkPojo example) {
    return new ResponseFields(example, MarshallLocation.HEADER);
  }

  static ResponseFields inDocument(SdkPojo example) {
    return new ResponseFields(example, MarshallLocation.PAYLOAD);
  }

  /**
   * @param builder of the class that this was made for
   * @throws DateTimeException when a date is none
   * @throws NumberFormatException when a number is none
   */
  void put(Map<String, List<String>> headers, Object builder) {
    Map<String, String> user = new HashMap<>();
    headers.forEach(
        (name, values) -> {
          String lower = lower(name);
          if (metadata != null && lower.startsWith(prefix)) {
            user.put(name.substring(prefix.length()), String.join(",", values));
          } else if (!values.isEmpty()) {
            put(lower, values.get(0), builder);
          }
        });
    if (metadata != null) {
      metadata.set(builder, user);
    }
  }

  /** Puts one; what the SDK has no member for is left out. */
  void put(String name, String value, Object builder) {
    for (SdkField<?> field : byName.getOrDefault(lower(name), List.of())) {
      try {
        field.set(builder, parsed(field, value));
      } catch (DateTimeException e) {
        if (!field.ignoreDataTypeConversionFailures()) {
          throw e;
        }
      }
    }
  }

  private static Object parsed(SdkField<?> field, String value) {
    MarshallingType<?> type = field.marshallingType();
    if (type.equals(MarshallingType.STRING)) {
      return value;
    }
    if (type.equals(MarshallingType.LONG)) {
      return Long.valueOf(value);
    }
    if (type.equals(MarshallingType.INTEGER)) {
      return Integer.valueOf(value);
    }
    if (type.equals(MarshallingType.BOOLEAN)) {
      return Boolean.valueOf(value);
    }
    if (type.equals(MarshallingType.INSTANT)) {
      return instant(field, value);
    }
    throw new DateTimeException("no way to read a " + type.getTargetClass());
  }

  private static Instant instant(SdkField<?> field, String value) {
    boolean inHeader = field.location() == MarshallLocation.HEADER;
    TimestampFormatTrait trait = field.getTrait(TimestampFormatTrait.class);
    boolean iso =
        trait == null ? !inHeader : trait.format() == TimestampFormatTrait.Format.ISO_8601;
    return iso ? UtcTime.parse(value) : HttpDate.parse(value);
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
