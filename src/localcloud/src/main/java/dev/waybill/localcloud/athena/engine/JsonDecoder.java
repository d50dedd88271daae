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

/** Decoder of JSON to values of one type. */
interface JsonDecoder {
  /**
   * Writes a value. A null, a missing value and JSON's null are written as NULL.
   *
   * @throws IllegalArgumentException if the value is not of the type
   */
  void write(@Nullable JsonNode value, BlockBuilder out);

  /** Decoder of values that are not null. */
  interface NonNull {
    void write(JsonNode value, BlockBuilder out);
  }

  /** Returns the decoder of a type. */
  static JsonDecoder of(Type type) {
    NonNull decoder;
    if (type instanceof RowType row) {
      decoder = struct(row);
    } else if (type instanceof ArrayType array) {
      decoder = list(array);
    } else if (type instanceof MapType map) {
      decoder = map(map);
    } else {
      decoder = JsonScalarDecoder.of(type);
    }
    return (value, out) -> {
      if (value == null || value.isNull()) {
        out.appendNull();
      } else {
        decoder.write(value, out);
      }
    };
  }

  private static NonNull struct(RowType type) {
    Map<String, Integer> indexes = new HashMap<>();
    List<JsonDecoder> fields = type.getFields().stream().map(it -> of(it.getType())).toList();
    for (int i = 0; i < fields.size(); i++) {
      indexes.put(type.getFields().get(i).getName().orElseThrow().toLowerCase(Locale.ROOT), i);
    }
    return (value, out) -> {
      require(value.isObject(), value, "struct");
      @Nullable JsonNode[] members = new JsonNode[fields.size()];
      value
          .properties()
          .forEach(
              it -> {
                Integer index = indexes.get(it.getKey().toLowerCase(Locale.ROOT));
                if (index != null) {
                  members[index] = it.getValue();
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

  private static NonNull list(ArrayType type) {
    JsonDecoder element = of(type.getElementType());
    return (value, out) -> {
      require(value.isArray(), value, "array");
      ((ArrayBlockBuilder) out)
          .buildEntry(elements -> value.forEach(it -> element.write(it, elements)));
    };
  }

  private static NonNull map(MapType type) {
    JsonDecoder element = of(type.getValueType());
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
                              JsonScalarDecoder.writeText(type.getKeyType(), it.getKey(), keys);
                              element.write(it.getValue(), values);
                            }
                          }));
    };
  }

  private static void require(boolean valid, JsonNode value, String type) {
    if (!valid) {
      throw JsonScalarDecoder.mismatch(value, type);
    }
  }
}
