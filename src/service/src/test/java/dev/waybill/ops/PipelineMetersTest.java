package dev.waybill.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.model.Digested;
import dev.waybill.model.Promoted;
import dev.waybill.model.Received;
import dev.waybill.model.Sealed;
import dev.waybill.model.SkipReason;
import dev.waybill.model.Skipped;
import dev.waybill.settings.CustodyScopes;
import dev.waybill.settings.RawSettings;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class PipelineMetersTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final PipelineMeters meters =
      new PipelineMeters(
          registry, CustodyScopes.of(new RawSettings("raw", "incoming/", "processed/", "test/")));
  private final Stages stages = new Stages(42);

  @Test
  void registersEveryOutcomeAndStageWithZero() {
    assertThat(registry.find("waybill.outcomes").counters())
        .as("of the scope, and of none")
        .hasSize(2 * OutcomeLabels.all().size())
        .allSatisfy(counter -> assertThat(counter.count()).isZero());
    assertThat(registry.find("waybill.stage").counters()).hasSize(4);
  }

  @Test
  void countsAndTimesOutcomes() {
    meters.ended(new Promoted(stages.copied), Duration.ofSeconds(3));

    assertThat(outcomes("promoted", "default")).isEqualTo(1);
    assertThat(outcomes("promoted", "none")).isZero();
    assertThat(outcomes("superseded", "default")).isZero();
    assertThat(registry.get("waybill.custody.duration").timer().totalTime(TimeUnit.SECONDS))
        .isEqualTo(3);
  }

  @Test
  void countsWhatIsSkippedByItsScope() {
    Skipped skipped = new Skipped(SkipReason.EXCLUDED, "why");
    meters.ended(skipped.in("raw", "default"), Duration.ZERO);
    meters.ended(skipped, Duration.ZERO);

    assertThat(outcomes("skipped-excluded", "default")).isEqualTo(1);
    assertThat(outcomes("skipped-excluded", "none")).isEqualTo(1);
  }

  private double outcomes(String outcome, String scope) {
    return registry
        .get("waybill.outcomes")
        .tag("outcome", outcome)
        .tag("scope", scope)
        .counter()
        .count();
  }

  @Test
  void countsEachStageAndHashedBytesOnce() {
    meters.reached(stages.received);
    meters.reached(stages.digested);
    meters.reached(stages.sealed);
    meters.reached(stages.copied);

    for (String stage : new String[] {"received", "digested", "sealed", "copied"}) {
      assertThat(count("waybill.stage", "stage", stage)).as(stage).isEqualTo(1);
    }
    assertThat(registry.get("waybill.bytes.hashed").counter().count()).isEqualTo(42);
  }

  @Test
  void countsReceivedBytesThatNotificationsState() {
    meters.reached(received(70L));
    meters.reached(received(null));
    meters.reached(received(7L));

    assertThat(registry.get("waybill.bytes.received").counter().count()).isEqualTo(77);
  }

  private Received received(Long announcedSize) {
    Received some = stages.received;
    return new Received(
        some.version(),
        some.purpose(),
        null,
        announcedSize,
        null,
        null,
        "notification",
        some.receivedAt());
  }

  @Test
  void timesSealingFromTheEventOncePerRecord() {
    Instant landed = stages.received.receivedAt().minusSeconds(5);
    meters.reached(sealed(landed, 60, false));
    meters.reached(sealed(landed, 600, true));
    meters.reached(sealed(null, 7, false));
    meters.reached(sealed(landed.plusSeconds(100), 1, false));

    var timer = registry.get("waybill.sealing.duration").timer();
    assertThat(timer.count()).isEqualTo(3);
    assertThat(timer.totalTime(TimeUnit.SECONDS)).isEqualTo(65 + 7);
  }

  /** Returns a record that was sealed some seconds after the receipt. */
  private Sealed sealed(Instant event, long seconds, boolean isRepeated) {
    Received received = stages.received;
    Digested digested = stages.digested;
    return new Sealed(
        new Digested(
            new Received(
                received.version(),
                received.purpose(),
                null,
                null,
                null,
                event,
                "notification",
                received.receivedAt()),
            digested.sha256(),
            null,
            digested.size(),
            digested.eTag(),
            null,
            digested.encryption(),
            Map.of(),
            Map.of(),
            null,
            digested.lastModified(),
            digested.hashedAt(),
            digested.hasher(),
            null),
        "provenance",
        "records/x",
        received.receivedAt().plusSeconds(seconds),
        isRepeated);
  }

  @Test
  void countsRetriesByStep() {
    meters.willRetry("digest", new IOException("reset"));
    meters.willRetry("digest", new IOException("reset"));
    meters.willRetry("seal", new IOException("reset"));

    assertThat(count("waybill.retries", "step", "digest")).isEqualTo(2);
    assertThat(count("waybill.retries", "step", "seal")).isEqualTo(1);
  }

  @Test
  void tagsNoMeterWithUntrustedInput() {
    meters.reached(stages.received);
    meters.ended(new Promoted(stages.copied), Duration.ZERO);

    assertThat(registry.getMeters())
        .extracting(Meter::getId)
        .noneMatch(id -> id.toString().contains("incoming/") || id.toString().contains("${"));
  }

  @Test
  void showsUnknownValueAsNaN() {
    new BacklogGauges(registry)
        .inFlight(() -> 7)
        .queue(OptionalLong::empty, () -> Optional.of(Duration.ofMillis(1500)));

    assertThat(gauge("waybill.in.flight")).isEqualTo(7);
    assertThat(gauge("waybill.queue.depth")).isNaN();
    assertThat(gauge("waybill.queue.oldest.age")).isEqualTo(1.5);
  }

  @Test
  void showsFailingSupplierAsNaN() {
    new BacklogGauges(registry)
        .queue(
            () -> {
              throw new IllegalStateException("no answer yet");
            },
            Optional::empty);

    assertThat(gauge("waybill.queue.depth")).isNaN();
    assertThat(gauge("waybill.queue.oldest.age")).isNaN();
  }

  @Test
  void showsZeroAgeOfAnEmptyQueue() {
    AtomicLong depth = new AtomicLong();
    new BacklogGauges(registry)
        .queue(() -> OptionalLong.of(depth.get()), () -> Optional.of(Duration.ofHours(1)));

    assertThat(gauge("waybill.queue.oldest.age")).isZero();

    depth.set(1);
    assertThat(gauge("waybill.queue.oldest.age")).isEqualTo(3600);
  }

  @Test
  void showsUnknownAgeBeforeTheFirstMessage() {
    new BacklogGauges(registry).queue(() -> OptionalLong.of(5), Optional::empty);

    assertThat(gauge("waybill.queue.oldest.age")).isNaN();
  }

  @Test
  void showsDeadLettersOrNaN() {
    new BacklogGauges(registry).deadLetters(() -> OptionalLong.of(3));
    assertThat(gauge("waybill.dead.letters")).isEqualTo(3);

    SimpleMeterRegistry other = new SimpleMeterRegistry();
    new BacklogGauges(other).deadLetters(OptionalLong::empty);
    assertThat(other.get("waybill.dead.letters").gauge().value()).isNaN();
  }

  private double count(String name, String tag, String value) {
    return registry.get(name).tag(tag, value).counter().count();
  }

  private double gauge(String name) {
    return registry.get(name).gauge().value();
  }
}
