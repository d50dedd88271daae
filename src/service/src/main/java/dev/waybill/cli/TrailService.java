package dev.waybill.cli;

import dev.waybill.settings.LoadedSettings;
import dev.waybill.trail.RegionResult;
import dev.waybill.trail.TrailResult;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Consumer;

/** Service behind the command {@code trail}. */
public interface TrailService {
  /**
   * Verifies CloudTrail's digest chain and the log files that it names. It only reads.
   *
   * @param since time after which digests are verified
   * @param progress receives the result of each region and day
   * @throws Exception when AWS cannot be reached
   */
  TrailResult verify(
      Path home, LoadedSettings settings, Instant since, Consumer<RegionResult> progress)
      throws Exception;
}
