package dev.waybill.baseline.schema;

/** A script of {@code sql/schema} is none: its message names the file and what would be right. */
public final class InvalidScriptException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  InvalidScriptException(String message) {
    super(message);
  }
}
