package dev.waybill.localcloud.athena.engine;

import dev.waybill.localcloud.athena.bridge.RowSink;
import io.trino.spi.Page;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.type.ArrayType;
import io.trino.spi.type.MapType;
import io.trino.spi.type.RowType;
import io.trino.spi.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Formatter of result pages in Athena's text form, with arrays as [a, b] and maps as {k=v}. */
final class PageFormatter implements Consumer<Page> {
  private final List<Type> types;
  private final ConnectorSession session;
  private final RowSink rows;

  PageFormatter(List<Type> types, ConnectorSession session, RowSink rows) {
    this.types = types;
    this.session = session;
    this.rows = rows;
  }

  @Override
  public void accept(Page page) {
    for (int row = 0; row < page.getPositionCount(); row++) {
      List<@Nullable String> values = new ArrayList<>(types.size());
      for (int i = 0; i < types.size(); i++) {
        Object value = types.get(i).getObjectValue(session, page.getBlock(i), row);
        values.add(value == null ? null : text(types.get(i), value));
      }
      rows.row(values);
    }
  }

  private static String text(Type type, @Nullable Object value) {
    if (value == null) {
      return "null";
    }
    if (type instanceof ArrayType array && value instanceof List<?> elements) {
      StringJoiner text = new StringJoiner(", ", "[", "]");
      elements.forEach(each -> text.add(text(array.getElementType(), each)));
      return text.toString();
    }
    if (type instanceof MapType map && value instanceof Map<?, ?> entries) {
      StringJoiner text = new StringJoiner(", ", "{", "}");
      entries.forEach(
          (key, each) ->
              text.add(text(map.getKeyType(), key) + "=" + text(map.getValueType(), each)));
      return text.toString();
    }
    return type instanceof RowType row && value instanceof List<?> fields
        ? row(row, fields)
        : value.toString();
  }

  private static String row(RowType type, List<?> values) {
    StringJoiner text = new StringJoiner(", ", "{", "}");
    for (int i = 0; i < values.size(); i++) {
      RowType.Field field = type.getFields().get(i);
      text.add(field.getName().orElse("field" + i) + "=" + text(field.getType(), values.get(i)));
    }
    return text.toString();
  }
}
