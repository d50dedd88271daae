package dev.waybill.cli;

import dev.waybill.lint.LintFinding;
import dev.waybill.settings.LoadedSettings;
import java.nio.file.Path;
import java.util.List;

/** Service behind the command {@code config check}. */
public interface ConfigCheckService {
  /** Reads the files that valid settings name, as the start does; calls no AWS service. */
  List<LintFinding> files(Path home, LoadedSettings loaded);
}
