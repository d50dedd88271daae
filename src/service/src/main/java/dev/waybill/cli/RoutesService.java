package dev.waybill.cli;

import dev.waybill.lint.LintReport;
import dev.waybill.settings.LoadedSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Service behind the command {@code routes}. */
public interface RoutesService {
  /**
   * Result of a check.
   *
   * @param report the findings
   * @param files number of files that were read
   * @param isPackaged true when the home directory has no routes, so that the packaged ones run
   */
  record RoutesLint(LintReport report, int files, boolean isPackaged) {}

  /**
   * File that differs from the shipped routes.
   *
   * @param file path from the home directory
   * @param state {@code changed}, {@code new} or {@code missing}
   * @param diff lines of a unified diff of a changed file
   */
  record Difference(String file, String state, List<String> diff) {
    public Difference {
      diff = List.copyOf(diff);
    }
  }

  /**
   * Checks the routes. Nothing is started, and no AWS service is called.
   *
   * @param loaded the settings; null when they are wrong, so that placeholders cannot be judged
   */
  RoutesLint lint(Path home, @Nullable LoadedSettings loaded) throws IOException;

  /** Compares the routes with those of this release. */
  List<Difference> differences(Path home) throws IOException;
}
