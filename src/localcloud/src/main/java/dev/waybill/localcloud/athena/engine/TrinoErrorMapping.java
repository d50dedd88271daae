package dev.waybill.localcloud.athena.engine;

import dev.waybill.localcloud.athena.bridge.SqlFailure;
import dev.waybill.localcloud.athena.bridge.SqlFailure.Kind;
import io.trino.spi.ErrorType;
import io.trino.spi.Location;
import io.trino.spi.TrinoException;
import io.trino.sql.parser.ParsingException;
import java.util.function.Supplier;

/** Mapping of Trino's exceptions to the bridge's failures. */
final class TrinoErrorMapping {
  private TrinoErrorMapping() {}

  static <T> T mapped(Supplier<T> work) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      throw toFailure(e);
    } catch (StackOverflowError e) {
      throw new SqlFailure(
          "STACK_OVERFLOW", Kind.USER, 0, 0, "The statement is nested too deeply to be planned");
    }
  }

  /** Maps the first known exception in the chain of causes. */
  private static SqlFailure toFailure(RuntimeException exception) {
    for (Throwable e = exception; e != null; e = e.getCause()) {
      if (e instanceof SqlFailure failure) {
        return failure;
      }
      if (e instanceof ParsingException parsing) {
        return new SqlFailure(
            "SYNTAX_ERROR",
            Kind.USER,
            parsing.getLineNumber(),
            parsing.getColumnNumber(),
            parsing.getErrorMessage());
      }
      if (e instanceof TrinoException trino) {
        return toFailure(trino);
      }
    }
    SqlFailure unknown =
        new SqlFailure("GENERIC_INTERNAL_ERROR", Kind.SYSTEM, 0, 0, String.valueOf(exception));
    unknown.initCause(exception);
    return unknown;
  }

  private static SqlFailure toFailure(TrinoException trino) {
    int line = trino.getLocation().map(Location::getLineNumber).orElse(0);
    int column = trino.getLocation().map(Location::getColumnNumber).orElse(0);
    Kind kind =
        trino.getErrorCode().getType() == ErrorType.USER_ERROR
                || trino.getErrorCode().getType() == ErrorType.EXTERNAL
            ? Kind.USER
            : Kind.SYSTEM;
    SqlFailure failure =
        new SqlFailure(
            trino.getErrorCode().getName(),
            kind,
            line,
            column,
            String.valueOf(trino.getRawMessage()));
    failure.initCause(trino);
    return failure;
  }
}
