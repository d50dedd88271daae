package dev.waybill.baseline.schema;

import java.util.List;

/** Failure to read {@code sql/schema}; the message names each invalid file and the fix. */
public final class InvalidScriptException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;
  private final transient List<String> problems;

  InvalidScriptException(List<String> problems) {
    super(String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  /** Returns the problems, each as {@code file: reason}. */
  public List<String> problems() {
    return problems;
  }
}
