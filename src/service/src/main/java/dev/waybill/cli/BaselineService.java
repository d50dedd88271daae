package dev.waybill.cli;

import dev.waybill.baseline.BaselineReport;
import dev.waybill.baseline.ControlResult;
import dev.waybill.settings.Settings;
import java.nio.file.Path;
import java.util.function.Consumer;

/** The secure baseline of the account that the environment signs in to. */
public interface BaselineService {
  /**
   * Reads every control and changes nothing.
   *
   * @param home where {@code sql/} is
   * @param progress hears of each as soon as it is read
   */
  BaselineReport check(Path home, Settings settings, Consumer<ControlResult> progress);

  /**
   * Mends what differs.
   *
   * @param home where {@code sql/} is
   * @param progress hears of each as soon as it is mended
   */
  BaselineReport apply(Path home, Settings settings, Consumer<ControlResult> progress);

  /**
   * The same desired state as a CloudFormation template, in JSON. AWS is not asked.
   *
   * @param home where {@code sql/} is
   */
  String template(Path home, Settings settings);
}
