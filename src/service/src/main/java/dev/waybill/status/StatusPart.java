package dev.waybill.status;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Part of the status page: a value, or the reason why it is not known. An unknown value is never
 * shown as a good one.
 *
 * @param value the value; null when it is not known
 * @param reason the reason; empty when the value is known
 */
public record StatusPart<T>(@Nullable T value, String reason) {
  /** Returns a known value. */
  public static <T> StatusPart<T> of(T value) {
    return new StatusPart<>(value, "");
  }

  /** Returns a value that is not known. */
  public static <T> StatusPart<T> unknown(String reason) {
    return new StatusPart<>(null, reason);
  }

  /** Returns true when the value is known. */
  public boolean isKnown() {
    return value != null;
  }

  /** Returns the value as a text, or "not known" with the reason. */
  public String text(Function<T, String> format) {
    return value == null ? "not known: " + reason : format.apply(value);
  }
}
