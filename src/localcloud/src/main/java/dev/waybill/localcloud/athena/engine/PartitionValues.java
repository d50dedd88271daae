package dev.waybill.localcloud.athena.engine;

import io.airlift.slice.Slices;
import io.trino.spi.TrinoException;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.DateType;
import io.trino.spi.type.IntegerType;
import io.trino.spi.type.SmallintType;
import io.trino.spi.type.TinyintType;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarcharType;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;

/** Conversion of partition values from the catalogue's text to Trino's native values. */
final class PartitionValues {
  private PartitionValues() {}

  /**
   * Parses a value.
   *
   * @throws TrinoException HIVE_BAD_DATA if the text is not of the type
   */
  static Object parse(Type type, String text) {
    try {
      if (type instanceof VarcharType) {
        return Slices.utf8Slice(text);
      }
      if (type instanceof DateType) {
        return LocalDate.parse(text).toEpochDay();
      }
      if (isInteger(type)) {
        return Long.parseLong(text);
      }
    } catch (NumberFormatException | DateTimeParseException e) {
      throw invalid(type, text);
    }
    throw invalid(type, text);
  }

  private static boolean isInteger(Type type) {
    return type instanceof BigintType
        || type instanceof IntegerType
        || type instanceof SmallintType
        || type instanceof TinyintType;
  }

  private static TrinoException invalid(Type type, String text) {
    return new TrinoException(
        HiveError.HIVE_BAD_DATA,
        "the partition value " + text + " is not a valid " + type.getDisplayName());
  }
}
