package dev.waybill.localcloud.athena.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.trino.spi.block.ArrayBlockBuilder;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.block.MapBlockBuilder;
import io.trino.spi.block.RowBlockBuilder;
import io.trino.spi.type.ArrayType;
import io.trino.spi.type.MapType;
import io.trino.spi.type.RowType;
import io.trino.spi.type.Type;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How JSON becomes a value of one type. */
interface JsonValue {
  /**
   * Writes a value; null, missing and JSON's null are NULL.
   *
   * @throws IllegalArgumentException when it is none of the type
   */
  void write(@Nullable JsonNode value, BlockBuilder out);

  /** Writes a value that is there. */
  interface Present {
    void write(JsonNode value, BlockBuilder out);
  }

  static JsonValue of(Type type) {
    Present present;
    if (type instanceof RowType row) {
      present = struct(row);
    } else if (type instanceof ArrayType array) {
      present = list(array);
    } else if (type instanceof MapType map) {
      present = map(map);
    } else {
      present = JsonScalar.of(type);
    }
    return (value, out) -> {
      if (value == null || value.isNull()) {
        out.appendNull();
      } else {
        present.write(value, out);
      }
    };
  }

  private static Present struct(RowType type) {
    Map<String, Integer> places = new HashMap<>();
    List<JsonValue> fields = type.getFields().stream().map(it -> of(it.getType())).toList();
    for (int i = 0; i < fields.size(); i++) {
      places.put(type.getFields().get(i).getName().orElseThrow().toLowerCase(Locale.ROOT), i);
    }
    return (value, out) -> {
      require(value.isObject(), value, "struct");
      @Nullable JsonNode[] members = new JsonNode[fields.size()];
      value
          .properties()
          .forEach(
              it -> {
                Integer place = places.get(it.getKey().toLowerCase(Locale.ROOT));
                if (place != null) {
                  members[place] = it.getValue();
                }
              });
      ((RowBlockBuilder) out)
          .buildEntry(
              builders -> {
                for (int i = 0; i < members.length; i++) {
                  fields.get(i).write(members[i], builders.get(i));
                }
              });
    };
  }

  private static Present list(ArrayType type) {
    JsonValue element = of(type.getElementType());
    return (value, out) -> {
      require(value.isArray(), value, "array");
      ((ArrayBlockBuilder) out)
          .buildEntry(elements -> value.forEach(it -> element.write(it, elements)));
    };
  }

  private static Present map(MapType type) {
    JsonValue each = of(type.getValueType());
    return (value, out) -> {
      require(value.isObject(), value, "map");
      Set<String> seen = new HashSet<>();
      ((MapBlockBuilder) out)
          .buildEntry(
              (keys, values) ->
                  value
                      .properties()
                      .forEach(
                          it -> {
                            if (seen.add(it.getKey())) {
                              JsonScalar.text(type.getKeyType(), it.getKey(), keys);
                              each.write(it.getValue(), values);
                            }
                          }));
    };
  }

  private static void require(boolean holds, JsonNode value, String type) {
    if (!holds) {
      throw JsonScalar.mismatch(value, type);
    }
  }
}
