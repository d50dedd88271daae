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

/** The values of partition columns, which are text in a catalogue, as Trino keeps them. */
final class PartitionValues {
  private PartitionValues() {}

  /** The value; a TrinoException HIVE_BAD_DATA when the text is none of that type. */
  static Object parse(Type type, String text) {
    try {
      if (type instanceof VarcharType) {
        return Slices.utf8Slice(text);
      }
      if (type instanceof DateType) {
        return LocalDate.parse(text).toEpochDay();
      }
      if (isWhole(type)) {
        return Long.parseLong(text);
      }
    } catch (NumberFormatException | DateTimeParseException e) {
      throw bad(type, text);
    }
    throw bad(type, text);
  }

  private static boolean isWhole(Type type) {
    return type instanceof BigintType
        || type instanceof IntegerType
        || type instanceof SmallintType
        || type instanceof TinyintType;
  }

  private static TrinoException bad(Type type, String text) {
    return new TrinoException(
        HiveError.HIVE_BAD_DATA, "the partition value " + text + " is no " + type.getDisplayName());
  }
}
