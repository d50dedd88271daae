package dev.waybill.lint;

import java.util.Locale;

/** Severity of a finding of a check before the start, the most severe first. */
public enum LintSeverity {
  /** The service does not start, or custody fails or loses its protection. */
  ERROR,
  /** The service starts, but something is dangerous, ignored or against the rules of the files. */
  WARNING;

  /** Returns the word that commands print. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
