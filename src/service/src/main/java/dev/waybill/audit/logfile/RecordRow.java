package dev.waybill.audit.logfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Conversion of a record to a row of the table, with the columns of the table only. A value that is
 * not of the type of its column is left out, so that the other values can be judged.
 */
final class RecordRow {
  /** Columns whose objects CloudTrail's reader in Athena turns into text. */
  private static final Set<String> OBJECTS_AS_TEXT =
      Set.of(
          "requestparameters",
          "responseelements",
          "additionaleventdata",
          "serviceeventdetails",
          "edgedevicedetails");

  private final Map<String, LogColumnType> columns;
  private final Instant delivered;
  private final EnumMap<LogFault, Integer> faults = new EnumMap<>(LogFault.class);

  /**
   * @param columns types by lower-case name
   * @param delivered time of delivery, which stands for a missing time of the event
   */
  RecordRow(Map<String, LogColumnType> columns, Instant delivered) {
    this.columns = columns;
    this.delivered = delivered;
  }

  /** Returns the defects of all records so far. */
  Map<LogFault, Integer> faults() {
    return faults;
  }

  /** Converts a record. The row has a valid eventtime. */
  ObjectNode of(ObjectNode record) {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    record
        .properties()
        .forEach(
            it -> {
              String name = it.getKey().toLowerCase(Locale.ROOT);
              LogColumnType type = columns.get(name);
              if (type != null) {
                put(row, name, convert(type, it.getValue(), OBJECTS_AS_TEXT.contains(name)));
              }
            });
    repair(row, record);
    return row;
  }

  private void put(ObjectNode row, String name, @Nullable JsonNode value) {
    if (row.has(name)) {
      fault(LogFault.FIELD_TWICE);
    }
    if (value != null) {
      row.set(name, value);
    }
  }

  private void repair(ObjectNode row, ObjectNode record) {
    EventTime time = EventTime.of(row.path("eventtime"), delivered);
    if (time.fault() != null) {
      fault(time.fault());
    }
    row.put("eventtime", time.text());
    if (row.path("errorcode").asText("none").isEmpty()) {
      fault(LogFault.EMPTY_ERROR_CODE);
      JsonNode unused = row.remove("errorcode");
    }
    if (row.size() == 1 && record.isEmpty()) {
      fault(LogFault.NOT_A_RECORD);
    }
  }

  private @Nullable JsonNode convert(LogColumnType type, JsonNode value, boolean objectAsText) {
    if (value.isNull()) {
      return null;
    }
    if (type instanceof LogColumnType.Struct struct) {
      return value.isObject() ? struct(struct, (ObjectNode) value) : wrong();
    }
    if (type instanceof LogColumnType.ListOf list) {
      return value.isArray() ? list(list, (ArrayNode) value) : wrong();
    }
    if (type instanceof LogColumnType.MapOf map) {
      return value.isObject() ? map(map, (ObjectNode) value) : wrong();
    }
    if (value.isContainerNode() && !objectAsText) {
      fault(LogFault.FIELD_OF_WRONG_TYPE);
    }
    String text = value.isValueNode() ? value.asText() : value.toString();
    return JsonNodeFactory.instance.textNode(text);
  }

  private ObjectNode struct(LogColumnType.Struct type, ObjectNode value) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    value
        .properties()
        .forEach(
            it -> {
              String name = it.getKey().toLowerCase(Locale.ROOT);
              LogColumnType field = type.fields().get(name);
              if (field != null) {
                put(out, name, convert(field, it.getValue(), false));
              }
            });
    return out;
  }

  private ArrayNode list(LogColumnType.ListOf type, ArrayNode value) {
    ArrayNode out = JsonNodeFactory.instance.arrayNode();
    for (JsonNode each : value) {
      JsonNode element = convert(type.element(), each, false);
      if (element != null) {
        out.add(element);
      }
    }
    return out;
  }

  private ObjectNode map(LogColumnType.MapOf type, ObjectNode value) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    value
        .properties()
        .forEach(
            it -> {
              JsonNode element = convert(type.value(), it.getValue(), false);
              if (element != null) {
                out.set(it.getKey(), element);
              }
            });
    return out;
  }

  private @Nullable JsonNode wrong() {
    fault(LogFault.FIELD_OF_WRONG_TYPE);
    return null;
  }

  private void fault(LogFault fault) {
    int unused = faults.merge(fault, 1, Integer::sum);
  }
}
