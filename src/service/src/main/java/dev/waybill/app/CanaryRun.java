package dev.waybill.app;

import dev.waybill.aws.AwsClients;
import dev.waybill.aws.canary.AwsCanaryProbes;
import dev.waybill.canary.Canary;
import dev.waybill.canary.CanaryWatch;
import dev.waybill.cli.CanaryService;
import dev.waybill.settings.CanarySettings;
import dev.waybill.settings.LoadedSettings;
import dev.waybill.settings.Settings;
import dev.waybill.startup.KmsKeyCheck;
import dev.waybill.verify.OnlineVerification;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Implementation of {@code waybill canary}: checks one canary from outside the service. */
final class CanaryRun implements CanaryService {
  private static final Duration CHECK_INTERVAL = Duration.ofMillis(500);

  @Override
  public Canary follow(LoadedSettings loaded, @Nullable Duration within, Consumer<Canary> progress)
      throws InterruptedException {
    try (AwsClients aws = AwsClients.forCommands(loaded.settings())) {
      aws.identity();
      CanarySettings times = loaded.settings().canary();
      return follow(
          aws,
          loaded,
          Objects.requireNonNullElse(within, times.sealedWithin()),
          Objects.requireNonNullElse(within, times.loggedWithin()),
          progress);
    }
  }

  /**
   * Follows one canary until each step is reached or late.
   *
   * @param sealedWithin limit for the time from the upload to the record
   * @param loggedWithin limit for the time from the upload to its event in the log bucket
   */
  static Canary follow(
      AwsClients aws,
      LoadedSettings loaded,
      Duration sealedWithin,
      Duration loggedWithin,
      Consumer<Canary> progress)
      throws InterruptedException {
    Settings settings = loaded.settings();
    Clock clock = Clock.systemUTC();
    CanaryWatch watch =
        AwsCanaryProbes.watch(
            aws, settings, OnlineVerification.verifier(aws, loaded), sealedWithin, loggedWithin);
    Canary canary =
        CanaryWiring.upload(aws, settings.raw(), KmsKeyCheck.expected(aws.kms(), settings), clock)
            .send();
    progress.accept(canary);
    while (!canary.isComplete()) {
      Thread.sleep(CHECK_INTERVAL.toMillis());
      canary = watch.check(canary, clock.instant());
      progress.accept(canary);
    }
    return canary;
  }
}
