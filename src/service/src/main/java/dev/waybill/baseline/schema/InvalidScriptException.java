package dev.waybill.baseline.schema;

import java.util.List;

/** Scripts of {@code sql/schema} are none: the message names each file, and what would be right. */
public final class InvalidScriptException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;
  private final transient List<String> problems;

  InvalidScriptException(List<String> problems) {
    super(String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  /** Each as {@code file: reason}. */
  public List<String> problems() {
    return problems;
  }
}
