package dev.waybill.localcloud.athena.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.trino.spi.PageBuilder;
import io.trino.spi.TrinoException;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.type.TypeUtils;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes rows into pages. */
final class RowWriter {
  private final MeteredFile file;
  private final List<HiveColumn> columns;
  private final List<JsonValue> decoders = new ArrayList<>();
  private final Map<String, Integer> wanted = new HashMap<>();

  RowWriter(MeteredFile file, List<HiveColumn> columns) {
    this.file = file;
    this.columns = columns;
    for (HiveColumn column : columns) {
      decoders.add(JsonValue.of(column.type()));
      if (!column.partition()) {
        wanted.put(column.name(), wanted.size());
      }
    }
  }

  /** The columns that a row is asked for, and their places. */
  Map<String, Integer> wanted() {
    return wanted;
  }

  void write(RowReader row, PageBuilder page) {
    page.declarePosition();
    for (int i = 0; i < columns.size(); i++) {
      write(row, columns.get(i), decoders.get(i), page.getBlockBuilder(i));
    }
  }

  private void write(RowReader row, HiveColumn column, JsonValue decoder, BlockBuilder out) {
    if (column.partition()) {
      String value = file.partition(column.name());
      TypeUtils.writeNativeValue(column.type(), out, PartitionValues.parse(column.type(), value));
      return;
    }
    Integer place = wanted.get(column.name());
    JsonNode value = place == null ? null : row.value(place);
    try {
      decoder.write(value, out);
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      // Not the exception's own words, which may hold the value.
      throw new TrinoException(
          HiveError.HIVE_BAD_DATA,
          file.uri()
              + ": a value of column "
              + column.name()
              + " is no "
              + column.type().getBaseName(),
          e);
    }
  }
}
