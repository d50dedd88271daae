package dev.waybill.backfill;

import dev.waybill.backfill.BackfillPlan.Phase;
import dev.waybill.log.InMemoryLogStore;
import dev.waybill.model.BackfillSealed;
import dev.waybill.model.Digested;
import dev.waybill.model.Received;
import dev.waybill.model.Sealed;
import dev.waybill.model.SkipReason;
import dev.waybill.model.Skipped;
import dev.waybill.record.object.Encryption;
import dev.waybill.record.object.Hasher;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import dev.waybill.settings.CustodyScopes;
import dev.waybill.settings.RawSettings;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Service in memory that carries out a backfill: leaders and workers that are killed at any call, a
 * queue that delivers more than once and loses messages, and live traffic beside them.
 */
final class BackfillModel implements SealOrigins {
  static final Instant BEFORE = Instant.parse("2026-11-01T00:00:00Z");
  private static final int MAX_STEPS = 20_000;

  final VersionsModel bucket;
  final Map<ObjectVersion, String> records = new HashMap<>();
  int kills;
  private final RawSettings raw;
  private final Random random;
  private final InMemoryLogStore store = new InMemoryLogStore();
  private final List<String> queue = new ArrayList<>();
  private Instant now = BEFORE.plusSeconds(1);
  private int live;

  BackfillModel(RawSettings raw, int pageSize, long seed) {
    this.raw = raw;
    bucket = new VersionsModel(pageSize);
    random = new Random(seed);
  }

  private Clock clock() {
    return Clock.fixed(now, ZoneOffset.UTC);
  }

  /**
   * Carries out a backfill until it is done, with a life of so many calls for each process, which
   * grows slowly, because a process that never ends a unit ends no backfill.
   */
  BackfillPlan run(String prefix, int maxLife) {
    BackfillStore plain = new BackfillStore(store, "raw");
    if (!new BackfillJobs(plain, clock())
        .begin(BackfillPlan.ofListing("job", prefix, BEFORE, 100_000))) {
      throw new IllegalStateException("another backfill is open");
    }
    int steps = 0;
    while (plain.plan().orElseThrow().phase() != Phase.DONE) {
      if (steps++ > MAX_STEPS) {
        throw new IllegalStateException("the backfill does not end: " + plain.plan());
      }
      MortalStore mortal =
          new MortalStore(
              store,
              maxLife == 0 ? Integer.MAX_VALUE : 1 + random.nextInt(maxLife + kills),
              random.nextBoolean());
      try {
        process(mortal);
      } catch (MortalStore.Killed expected) {
        kills++;
      }
    }
    return plain.plan().orElseThrow();
  }

  /** Life of a process that leads and works. */
  private void process(MortalStore mortal) {
    BackfillStore own = new BackfillStore(mortal, "raw");
    Clock shared = new MovingClock();
    BackfillPlanner leader =
        new BackfillPlanner(
            own, bucket, CustodyScopes.of(raw), units -> send(mortal, units), () -> 1, shared);
    UnitWorker worker = new UnitWorker(own, this, CustodyScopes.of(raw), Runnable::run, shared);
    for (int turn = 0; turn < 50; turn++) {
      now = now.plusSeconds(1);
      List<?> unused = leader.run();
      mortal.step(() -> true);
      traffic();
      while (!queue.isEmpty() && random.nextInt(4) > 0) {
        workOff(mortal, worker);
      }
      if (random.nextInt(20) == 0) {
        now = now.plus(BackfillPlanner.LATE);
      }
    }
  }

  private void send(MortalStore mortal, List<UnitName> units) {
    for (UnitName unit : units) {
      mortal.step(() -> random.nextInt(10) == 0 || queue.add(unit.message()));
    }
  }

  private void workOff(MortalStore mortal, UnitWorker worker) {
    String message = queue.get(random.nextInt(queue.size()));
    Optional<UnitTally> tally = worker.begin(message);
    if (tally.isPresent()) {
      for (BackfillVersion version : tally.get().unit().versions()) {
        seal(mortal, worker, tally.get(), version);
      }
      try {
        worker.end(tally.get());
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    if (random.nextInt(4) > 0) {
      boolean unused = queue.remove(message);
    }
  }

  private void seal(
      MortalStore mortal, UnitWorker worker, UnitTally tally, BackfillVersion version) {
    Received received = worker.received(tally.unit().name(), version);
    Optional<SkipReason> skipped = worker.skipped(tally.unit().name(), received);
    if (skipped.isPresent()) {
      tally.ended(new Skipped(skipped.get(), "test"));
      return;
    }
    boolean isNew =
        mortal.step(
            () -> records.putIfAbsent(received.version(), received.notificationId()) == null);
    tally.ended(new BackfillSealed(new Sealed(digested(received), "p", "k", now, !isNew)));
  }

  private static Digested digested(Received received) {
    return new Digested(
        received,
        Sha256.hash("x"),
        null,
        3,
        "e",
        null,
        new Encryption(null, null, false),
        Map.of(),
        Map.of(),
        null,
        BEFORE,
        BEFORE,
        Hasher.WAYBILL,
        null);
  }

  /** Live traffic, promotions that remove sealed sources, and a person who pauses and resumes. */
  private void traffic() {
    if (random.nextInt(3) == 0) {
      String key = "incoming/" + random.nextInt(30);
      String id = bucket.put(key, now);
      records.put(new ObjectVersion(raw.bucket(), key, id), "live-" + live++);
    }
    if (random.nextInt(4) == 0) {
      records.keySet().stream()
          .filter(it -> it.key().startsWith(raw.incoming()))
          .skip(random.nextInt(1 + records.size()))
          .findFirst()
          .ifPresent(it -> bucket.delete(it.key(), it.versionId()));
    }
    BackfillJobs person = new BackfillJobs(new BackfillStore(store, raw.bucket()), clock());
    if (random.nextInt(10) == 0) {
      Optional<BackfillPlan> unused =
          person.change(random.nextInt(4) == 0 ? Phase.PAUSED : Phase.RUNNING);
    }
  }

  @Override
  public Optional<String> notification(ObjectVersion version) {
    return Optional.ofNullable(records.get(version));
  }

  @Override
  public boolean isPromotedCopy(ObjectVersion version) {
    return false;
  }

  /** Clock that shows the time of the model. */
  private final class MovingClock extends Clock {
    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
