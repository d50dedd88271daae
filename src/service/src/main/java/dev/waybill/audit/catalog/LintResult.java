package dev.waybill.audit.catalog;

import java.util.List;

/**
 * Result of the check of one file.
 *
 * @param file path from the home directory
 * @param problems problems of the file; empty for a valid file
 */
public record LintResult(String file, List<Problem> problems) {
  public LintResult {
    problems = List.copyOf(problems);
  }
}
