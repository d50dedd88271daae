package dev.waybill.cli;

import dev.waybill.baseline.BaselineReport;
import dev.waybill.baseline.ControlResult;
import dev.waybill.settings.Settings;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Service behind the command {@code baseline}, for the account that the environment signs in to.
 */
public interface BaselineService {
  /**
   * Reads every control and changes nothing.
   *
   * @param home the directory that holds {@code sql/}
   * @param progress receives each control as soon as it is read
   */
  BaselineReport check(Path home, Settings settings, Consumer<ControlResult> progress);

  /**
   * Fixes what differs.
   *
   * @param home the directory that holds {@code sql/}
   * @param taken ids of controls whose fix may take something away from others
   * @param progress receives each control as soon as it is fixed
   * @throws dev.waybill.baseline.UnknownControlException when an id is not that of a control;
   *     nothing was changed
   */
  BaselineReport apply(
      Path home, Settings settings, Set<String> taken, Consumer<ControlResult> progress);

  /**
   * Returns the baseline as a template, in JSON, without calling AWS.
   *
   * @param home the directory that holds {@code sql/}
   */
  String template(Path home, Settings settings, TemplateFormat format);
}
