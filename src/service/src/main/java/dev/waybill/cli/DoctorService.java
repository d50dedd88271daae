package dev.waybill.cli;

import dev.waybill.lint.doctor.DoctorCheck;
import dev.waybill.lint.doctor.DoctorReport;
import dev.waybill.lint.doctor.DoctorStep;
import dev.waybill.settings.LoadedSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Service behind the command {@code doctor}. */
public interface DoctorService {
  /**
   * Checks everything that a start needs; changes nothing.
   *
   * @param offline the checks of the files of the home directory, which come first
   * @param loaded the settings; null when they are wrong
   * @param hasKey true when the settings name a signing key
   * @param progress receives each result at once
   */
  DoctorReport examine(
      Path home,
      List<DoctorCheck> offline,
      @Nullable LoadedSettings loaded,
      boolean hasKey,
      Consumer<DoctorStep> progress)
      throws InterruptedException;
}
