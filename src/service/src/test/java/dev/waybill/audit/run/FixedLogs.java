package dev.waybill.audit.run;

import dev.waybill.audit.Window;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Log files whose statements all begin with the same text.
 *
 * @param problem why records are not read; null when all are
 */
public record FixedLogs(@Nullable String problem) implements InspectedLogs {
  @Override
  public void inspect() {}

  @Override
  public void inspect(Window window) {}

  @Override
  public void recall() {}

  @Override
  public String readable(String sql, Window window) {
    return "WITH copies AS (SELECT 1) SELECT * FROM (\n" + sql + "\n)";
  }

  @Override
  public Optional<String> unread(Window window) {
    return Optional.ofNullable(problem);
  }

  @Override
  public void queryFailed() {}

  @Override
  public Instant unreadSince(Instant time) {
    return time;
  }

  @Override
  public Optional<MendedFile> mendedAfter(Instant last) {
    return Optional.empty();
  }
}
