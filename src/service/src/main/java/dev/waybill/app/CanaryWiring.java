package dev.waybill.app;

import dev.waybill.aws.AwsClients;
import dev.waybill.aws.canary.AwsCanaryBucket;
import dev.waybill.aws.canary.AwsCanaryProbes;
import dev.waybill.aws.identity.CallerIdentity;
import dev.waybill.camel.CanaryStep;
import dev.waybill.canary.CanaryListener;
import dev.waybill.canary.CanaryTurns;
import dev.waybill.canary.CanaryUpload;
import dev.waybill.canary.CanaryWatch;
import dev.waybill.record.RecordVerifier;
import dev.waybill.settings.CanarySettings;
import dev.waybill.settings.RawSettings;
import dev.waybill.settings.Settings;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Properties;
import java.util.Set;
import org.apache.camel.main.Main;
import org.jspecify.annotations.Nullable;

/** Bindings of the beans for the route 40-canary. */
final class CanaryWiring {
  private CanaryWiring() {}

  static void bind(
      Main main,
      AwsClients aws,
      Settings settings,
      RecordVerifier verifier,
      @Nullable String kmsKey,
      CanaryListener listener) {
    Clock clock = Clock.systemUTC();
    CanarySettings times = settings.canary();
    CanaryWatch watch =
        AwsCanaryProbes.watch(aws, settings, verifier, times.sealedWithin(), times.loggedWithin());
    main.bind(
        "canary", new CanaryStep(uploads(aws, settings, kmsKey, clock), watch, listener, clock));
  }

  /** Each bucket in which objects arrive has a queue's notification of its own to prove. */
  private static CanaryTurns uploads(
      AwsClients aws, Settings settings, @Nullable String kmsKey, Clock clock) {
    Set<String> buckets = new HashSet<>();
    return new CanaryTurns(
        settings.scopes().all().stream()
            .filter(it -> buckets.add(it.bucket()))
            .map(it -> upload(aws, it, kmsKey, clock))
            .toList());
  }

  /** Returns the upload to the bucket of a scope. */
  static CanaryUpload upload(
      AwsClients aws, RawSettings scope, @Nullable String kmsKey, Clock clock) {
    return new CanaryUpload(
        new AwsCanaryBucket(aws.s3(), scope.bucket()),
        scope,
        kmsKey,
        () -> aws.identity().map(CallerIdentity::isTemporary).orElse(true),
        clock);
  }

  /** Returns the schedule of the canaries for the placeholders of the route. */
  static Properties properties(Settings settings) {
    Duration every = settings.canary().every();
    Properties properties = new Properties();
    properties.setProperty("waybill.canary.scheduled", Boolean.toString(!every.isZero()));
    properties.setProperty("waybill.canary.period", Long.toString(Math.max(1, every.toMillis())));
    return properties;
  }
}
