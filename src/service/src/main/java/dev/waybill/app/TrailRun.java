package dev.waybill.app;

import dev.waybill.aws.AwsClients;
import dev.waybill.cli.CommandException;
import dev.waybill.cli.TrailService;
import dev.waybill.settings.LoadedSettings;
import dev.waybill.settings.Settings;
import dev.waybill.trail.RegionResult;
import dev.waybill.trail.RegionTrail;
import dev.waybill.trail.TrailResult;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Command {@code waybill trail}. */
final class TrailRun implements TrailService {
  private final Function<Settings, AwsClients> clients;
  private final Clock clock;

  /**
   * @param clients creates the clients of one command, which are closed after it
   */
  TrailRun(Function<Settings, AwsClients> clients, Clock clock) {
    this.clients = clients;
    this.clock = clock;
  }

  @Override
  public TrailResult verify(
      Path home, LoadedSettings loaded, Instant since, Consumer<RegionResult> progress) {
    try (AwsClients aws = clients.apply(loaded.settings())) {
      aws.identity();
      try (TrailInputs inputs =
          TrailInputs.of(home, aws, loaded.settings())
              .orElseThrow(
                  () ->
                      CommandException.usage(
                          "sql/schema: has no valid script of the table cloudtrail_logs, which"
                              + " says where the log files are"))) {
        Instant now = clock.instant();
        List<RegionResult> results = new ArrayList<>();
        for (RegionTrail region : inputs.verifier().regions(inputs.roots())) {
          results.add(inputs.verifier().verify(region, since, since, null, now, progress));
        }
        return new TrailResult(results);
      }
    }
  }
}
