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

/** Members of an SDK response that are set from headers or from elements of an XML document. */
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

  /** Returns the members that are set from headers. */
  static ResponseFields inHeaders(SdkPojo example) {
    return new ResponseFields(example, MarshallLocation.HEADER);
  }

  /** Returns the members that are set from elements of the body. */
  static ResponseFields inDocument(SdkPojo example) {
    return new ResponseFields(example, MarshallLocation.PAYLOAD);
  }

  /**
   * Sets the members that have a header, and the user metadata.
   *
   * @param builder builder of the response that these members belong to
   * @throws DateTimeException when the value of a date cannot be parsed
   * @throws NumberFormatException when the value of a number cannot be parsed
   */
  void setAll(Map<String, List<String>> headers, Object builder) {
    Map<String, String> userMetadata = new HashMap<>();
    headers.forEach(
        (name, values) -> {
          String lower = lower(name);
          if (metadata != null && lower.startsWith(prefix)) {
            userMetadata.put(name.substring(prefix.length()), String.join(",", values));
          } else if (!values.isEmpty()) {
            set(lower, values.get(0), builder);
          }
        });
    if (metadata != null) {
      metadata.set(builder, userMetadata);
    }
  }

  /** Sets the members with this name. Names without a member are skipped. */
  void set(String name, String value, Object builder) {
    for (SdkField<?> field : byName.getOrDefault(lower(name), List.of())) {
      try {
        field.set(builder, parse(field, value));
      } catch (DateTimeException e) {
        if (!field.ignoreDataTypeConversionFailures()) {
          throw e;
        }
      }
    }
  }

  private static Object parse(SdkField<?> field, String value) {
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
      return parseInstant(field, value);
    }
    throw new DateTimeException("unsupported member type " + type.getTargetClass());
  }

  private static Instant parseInstant(SdkField<?> field, String value) {
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
