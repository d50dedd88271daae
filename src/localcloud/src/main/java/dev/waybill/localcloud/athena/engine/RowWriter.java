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

/** Writer of rows into pages. */
final class RowWriter {
  private final MeteredFile file;
  private final List<HiveColumn> columns;
  private final List<JsonDecoder> decoders = new ArrayList<>();
  private final Map<String, Integer> columnIndexes = new HashMap<>();

  RowWriter(MeteredFile file, List<HiveColumn> columns) {
    this.file = file;
    this.columns = columns;
    for (HiveColumn column : columns) {
      decoders.add(JsonDecoder.of(column.type()));
      if (!column.ofFile()) {
        columnIndexes.put(column.name(), columnIndexes.size());
      }
    }
  }

  /** Returns the indexes of the columns that are read from rows, by name. */
  Map<String, Integer> columnIndexes() {
    return columnIndexes;
  }

  void write(RowReader row, PageBuilder page) {
    page.declarePosition();
    for (int i = 0; i < columns.size(); i++) {
      write(row, columns.get(i), decoders.get(i), page.getBlockBuilder(i));
    }
  }

  private void write(RowReader row, HiveColumn column, JsonDecoder decoder, BlockBuilder out) {
    if (column.ofFile()) {
      String value = column.partition() ? file.partition(column.name()) : file.uri();
      TypeUtils.writeNativeValue(column.type(), out, PartitionValues.parse(column.type(), value));
      return;
    }
    Integer index = columnIndexes.get(column.name());
    JsonNode value = index == null ? null : row.value(index);
    try {
      decoder.write(value, out);
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      // The exception's own message may contain the value, so it is not used.
      throw new TrinoException(
          HiveError.HIVE_BAD_DATA,
          file.uri()
              + ": a value of column "
              + column.name()
              + " is not a valid "
              + column.type().getBaseName(),
          e);
    }
  }
}
