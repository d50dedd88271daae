package dev.waybill.app;

import dev.waybill.aws.AwsClients;
import dev.waybill.baseline.BaselineReporter;
import dev.waybill.settings.Settings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Properties;
import org.apache.camel.main.Main;

/** Wiring of the route 50-baseline. */
final class BaselineWiring {
  private BaselineWiring() {}

  static void bind(Main main, AwsClients aws, Settings settings, Path home) {
    main.bind(
        "baseline",
        new BaselineReporter(
            () -> BaselineRun.of(aws, settings, home).check(result -> {}),
            settings.raw().bucket(),
            Clock.systemUTC()));
  }

  /** Returns the schedule, for the route's placeholders. */
  static Properties properties(Settings settings) {
    Duration every = settings.incidents().baselineEvery();
    Properties properties = new Properties();
    properties.setProperty("waybill.baseline.scheduled", Boolean.toString(!every.isZero()));
    properties.setProperty("waybill.baseline.period", Long.toString(Math.max(1, every.toMillis())));
    return properties;
  }
}
