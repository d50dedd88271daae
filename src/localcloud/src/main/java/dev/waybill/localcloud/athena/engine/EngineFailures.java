package dev.waybill.localcloud.athena.engine;

import dev.waybill.localcloud.athena.bridge.SqlFailure;
import dev.waybill.localcloud.athena.bridge.SqlFailure.Blame;
import io.trino.spi.ErrorType;
import io.trino.spi.Location;
import io.trino.spi.TrinoException;
import io.trino.sql.parser.ParsingException;
import java.util.function.Supplier;

/** Trino's exceptions in the bridge's words. */
final class EngineFailures {
  private EngineFailures() {}

  static <T> T named(Supplier<T> work) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      throw of(e);
    } catch (StackOverflowError e) {
      throw new SqlFailure(
          "STACK_OVERFLOW", Blame.USER, 0, 0, "the statement is nested too deeply to be planned");
    }
  }

  /** The first that tells enough, from the outside in. */
  private static SqlFailure of(RuntimeException failed) {
    for (Throwable e = failed; e != null; e = e.getCause()) {
      if (e instanceof SqlFailure told) {
        return told;
      }
      if (e instanceof ParsingException parsing) {
        return new SqlFailure(
            "SYNTAX_ERROR",
            Blame.USER,
            parsing.getLineNumber(),
            parsing.getColumnNumber(),
            parsing.getErrorMessage());
      }
      if (e instanceof TrinoException trino) {
        return of(trino);
      }
    }
    SqlFailure unknown =
        new SqlFailure("GENERIC_INTERNAL_ERROR", Blame.SYSTEM, 0, 0, String.valueOf(failed));
    unknown.initCause(failed);
    return unknown;
  }

  private static SqlFailure of(TrinoException trino) {
    int line = trino.getLocation().map(Location::getLineNumber).orElse(0);
    int column = trino.getLocation().map(Location::getColumnNumber).orElse(0);
    Blame blame =
        trino.getErrorCode().getType() == ErrorType.USER_ERROR
                || trino.getErrorCode().getType() == ErrorType.EXTERNAL
            ? Blame.USER
            : Blame.SYSTEM;
    SqlFailure failure =
        new SqlFailure(
            trino.getErrorCode().getName(),
            blame,
            line,
            column,
            String.valueOf(trino.getRawMessage()));
    failure.initCause(trino);
    return failure;
  }
}
