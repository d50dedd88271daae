package dev.waybill.ops;

import dev.waybill.model.Copied;
import dev.waybill.model.Custody;
import dev.waybill.model.CustodyListener;
import dev.waybill.model.Digested;
import dev.waybill.model.Outcome;
import dev.waybill.model.Received;
import dev.waybill.model.Sealed;
import dev.waybill.model.Skipped;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.settings.CustodyScopes;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * Meters of the pipeline. Every outcome and stage is registered at once, so that a dashboard shows
 * zeros and an alert on a rate works from the first event on.
 *
 * <p>Meters: {@code waybill.outcomes{outcome,scope}}, {@code waybill.stage{stage}}, {@code
 * waybill.retries{step}} (counters), {@code waybill.bytes.received} and {@code
 * waybill.bytes.hashed} (counters, bytes), {@code waybill.custody.duration} (timer), {@code
 * waybill.sealing.duration} (timer). No tag ever holds a key or other untrusted input.
 */
public final class PipelineMeters implements CustodyListener {
  static final String OUTCOMES = "waybill.outcomes";
  private static final String STAGE = "waybill.stage";
  private static final String RETRIES = "waybill.retries";
  private static final Duration[] SEALING_OBJECTIVES = {
    Duration.ofSeconds(1),
    Duration.ofSeconds(10),
    Duration.ofMinutes(1),
    Duration.ofMinutes(10),
    Duration.ofHours(1),
    Duration.ofHours(12)
  };
  private static final Duration[] OBJECTIVES = {
    Duration.ofMillis(100),
    Duration.ofSeconds(1),
    Duration.ofSeconds(10),
    Duration.ofMinutes(1),
    Duration.ofMinutes(10),
    Duration.ofHours(1)
  };

  private final MeterRegistry registry;
  private final CustodyScopes scopes;
  private final Counter bytesReceived;
  private final Counter bytesHashed;
  private final Timer duration;
  private final Timer sealing;

  /**
   * @param registry the registry of the meters
   * @param scopes the scopes of custody, whose names tag the outcomes
   */
  public PipelineMeters(MeterRegistry registry, CustodyScopes scopes) {
    this.registry = registry;
    this.scopes = scopes;
    this.bytesReceived =
        Counter.builder("waybill.bytes.received")
            .description("Bytes of received objects, as their notifications state them")
            .baseUnit("bytes")
            .register(registry);
    this.bytesHashed =
        Counter.builder("waybill.bytes.hashed")
            .description("Bytes read and hashed")
            .baseUnit("bytes")
            .register(registry);
    this.duration =
        Timer.builder("waybill.custody.duration")
            .description("Time from receiving a notification's record to its outcome")
            .serviceLevelObjectives(OBJECTIVES)
            .register(registry);
    this.sealing =
        Timer.builder("waybill.sealing.duration")
            .description("Time from the event in S3 to the sealed record")
            .serviceLevelObjectives(SEALING_OBJECTIVES)
            .register(registry);
    for (String label : OutcomeLabels.all()) {
      scopes.names().forEach(scope -> outcome(label, scope));
      outcome(label, CustodyScopes.NO_SCOPE);
    }
    for (Stage stage : Stage.values()) {
      stage(stage);
    }
  }

  @Override
  public void reached(Custody stage) {
    stage(Stage.of(stage)).increment();
    if (stage instanceof Received received && received.announcedSize() != null) {
      bytesReceived.increment((double) received.announcedSize());
    }
    if (stage instanceof Digested digested) {
      bytesHashed.increment((double) digested.size());
    }
    // A record that existed already was timed when it was sealed.
    if (stage instanceof Sealed sealed && !sealed.repeated()) {
      sealing.record(sealingTime(sealed));
    }
  }

  /** A time that S3 contradicts is not known, and clocks may differ a little. */
  private static Duration sealingTime(Sealed sealed) {
    Received received = sealed.received();
    Instant landed = Objects.requireNonNullElse(received.eventTime(), received.receivedAt());
    Duration took = Duration.between(landed, sealed.sealedAt());
    return took.isNegative() ? Duration.ZERO : took;
  }

  @Override
  public void ended(Outcome outcome, Duration took) {
    outcome(outcome.label(), scopeOf(outcome)).increment();
    duration.record(took);
  }

  @Override
  public void willRetry(String step, Throwable cause) {
    Counter.builder(RETRIES)
        .description("Steps that failed and are retried")
        .tag("step", step)
        .register(registry)
        .increment();
  }

  /** A canary belongs to no scope, and so does a message that names no object. */
  private String scopeOf(Outcome outcome) {
    if (outcome instanceof Skipped skipped && skipped.scope() != null) {
      return skipped.scope();
    }
    ObjectVersion version = outcome.version();
    return version == null
        ? CustodyScopes.NO_SCOPE
        : scopes.nameOf(version.bucket(), version.key());
  }

  private Counter outcome(String label, String scope) {
    return Counter.builder(OUTCOMES)
        .description("Outcomes of notification records")
        .tag("outcome", label)
        .tag("scope", scope)
        .register(registry);
  }

  private Counter stage(Stage stage) {
    return Counter.builder(STAGE)
        .description("Stages of custody reached")
        .tag("stage", stage.label)
        .register(registry);
  }

  private enum Stage {
    RECEIVED("received"),
    DIGESTED("digested"),
    SEALED("sealed"),
    COPIED("copied");

    private final String label;

    Stage(String label) {
      this.label = label;
    }

    static Stage of(Custody custody) {
      if (custody instanceof Received) {
        return RECEIVED;
      }
      if (custody instanceof Digested) {
        return DIGESTED;
      }
      return custody instanceof Copied ? COPIED : SEALED;
    }
  }
}
