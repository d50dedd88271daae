package dev.waybill.localcloud.athena.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.airlift.slice.Slices;
import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.BooleanType;
import io.trino.spi.type.DateType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.DoubleType;
import io.trino.spi.type.Int128;
import io.trino.spi.type.IntegerType;
import io.trino.spi.type.RealType;
import io.trino.spi.type.SmallintType;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.TinyintType;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarcharType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** Decoders of JSON scalars. */
final class JsonScalarDecoder {
  /** Size in bits of each integer type. */
  private static final Map<Type, Integer> BITS =
      Map.of(
          TinyintType.TINYINT, 8,
          SmallintType.SMALLINT, 16,
          IntegerType.INTEGER, 32,
          BigintType.BIGINT, 64);

  private JsonScalarDecoder() {}

  /** Returns the decoder of a scalar type. */
  static JsonDecoder.NonNull of(Type type) {
    if (type instanceof VarcharType) {
      return (value, out) -> writeText(type, asText(value), out);
    }
    if (type instanceof BooleanType) {
      return (value, out) -> type.writeBoolean(out, parseBoolean(asText(value)));
    }
    if (BITS.containsKey(type)) {
      return (value, out) -> type.writeLong(out, parseInteger(asText(value), BITS.get(type)));
    }
    if (type instanceof DoubleType) {
      return (value, out) -> type.writeDouble(out, Double.parseDouble(asText(value)));
    }
    if (type instanceof RealType) {
      return (value, out) ->
          type.writeLong(out, Float.floatToIntBits(Float.parseFloat(asText(value))));
    }
    return dateOrDecimal(type);
  }

  private static JsonDecoder.NonNull dateOrDecimal(Type type) {
    if (type instanceof DateType) {
      return (value, out) -> type.writeLong(out, parseDate(asText(value)));
    }
    if (type instanceof TimestampType) {
      return (value, out) -> type.writeLong(out, parseTimestamp(asText(value)));
    }
    if (type instanceof DecimalType decimal) {
      return (value, out) -> writeDecimal(decimal, parseNumber(asText(value)), out);
    }
    throw new TrinoException(
        StandardErrorCode.NOT_SUPPORTED,
        "the local cloud does not support " + type.getDisplayName() + " in JSON");
  }

  /** Returns the text of a scalar, or the JSON of an object or an array. */
  private static String asText(JsonNode value) {
    return value.isValueNode() ? value.asText() : value.toString();
  }

  /** Writes text, truncated to the length of the type. */
  static void writeText(Type type, String text, BlockBuilder out) {
    if (type instanceof VarcharType varchar && !varchar.isUnbounded()) {
      int end = Math.min(text.codePointCount(0, text.length()), varchar.getBoundedLength());
      type.writeSlice(out, Slices.utf8Slice(text.substring(0, text.offsetByCodePoints(0, end))));
    } else {
      type.writeSlice(out, Slices.utf8Slice(text));
    }
  }

  private static boolean parseBoolean(String text) {
    if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
      return text.equalsIgnoreCase("true");
    }
    throw new IllegalArgumentException("a value is not a boolean");
  }

  private static long parseInteger(String text, int bits) {
    BigInteger number = parseNumber(text).toBigIntegerExact();
    if (number.bitLength() >= bits) {
      throw new IllegalArgumentException("a number does not fit into " + bits + " bits");
    }
    return number.longValueExact();
  }

  /** Parses a number of limited size, so that a large exponent cannot exhaust the heap. */
  private static BigDecimal parseNumber(String text) {
    BigDecimal number = new BigDecimal(text);
    if (Math.abs((long) number.scale()) > 100 || number.precision() > 100) {
      throw new IllegalArgumentException("a number has too many digits");
    }
    return number;
  }

  private static long parseDate(String text) {
    return LocalDate.parse(text).toEpochDay();
  }

  /**
   * Parses Hive's form {@code yyyy-MM-dd HH:mm:ss[.fraction]}. Returns microseconds, truncated to
   * milliseconds.
   */
  private static long parseTimestamp(String text) {
    LocalDateTime time = Timestamp.valueOf(text).toLocalDateTime().truncatedTo(ChronoUnit.MILLIS);
    return time.toInstant(ZoneOffset.UTC).toEpochMilli() * 1000;
  }

  private static void writeDecimal(DecimalType type, BigDecimal number, BlockBuilder out) {
    BigInteger unscaled = number.setScale(type.getScale(), RoundingMode.HALF_UP).unscaledValue();
    if (unscaled.abs().compareTo(BigInteger.TEN.pow(type.getPrecision())) >= 0) {
      throw new IllegalArgumentException("a number does not fit into " + type.getDisplayName());
    }
    if (type.isShort()) {
      type.writeLong(out, unscaled.longValueExact());
    } else {
      type.writeObject(out, Int128.valueOf(unscaled));
    }
  }

  static IllegalArgumentException mismatch(JsonNode value, String type) {
    return new IllegalArgumentException(
        "a JSON " + value.getNodeType() + " is not a valid " + type);
  }
}
