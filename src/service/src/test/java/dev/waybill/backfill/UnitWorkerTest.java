package dev.waybill.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.waybill.log.InMemoryLogStore;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.settings.CustodyScopes;
import dev.waybill.settings.RawSettings;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UnitWorkerTest {
  private static final Instant BEFORE = Instant.parse("2026-11-01T00:00:00Z");
  private static final int PER_SECOND = 50;
  private static final RawSettings RAW = new RawSettings("raw", "incoming/", "processed/", "test/");

  private final BackfillStore store = new BackfillStore(new InMemoryLogStore(), "raw");
  private final List<Double> taken = new ArrayList<>();
  private final UnitWorker worker =
      new UnitWorker(
          store,
          new NothingSealed(),
          CustodyScopes.of(RAW),
          Runnable::run,
          Clock.systemUTC(),
          new SealPace(taken::add));

  /** Origins of versions of which none is sealed. */
  private static final class NothingSealed implements SealOrigins {
    @Override
    public Optional<String> notification(ObjectVersion version) {
      return Optional.empty();
    }

    @Override
    public boolean isPromotedCopy(ObjectVersion version) {
      return false;
    }
  }

  private UnitName store(String key) {
    UnitName name = new UnitName("job", 0, 0);
    BackfillVersion version = new BackfillVersion(key, "v1", 1L, "e", BEFORE);
    assertThat(
            store.create(
                new BackfillUnit(
                    name, List.of(version), VersionCounts.NONE, RangePosition.after(null).asEnd())))
        .isTrue();
    return name;
  }

  @Test
  void sealsAtTheRateOfTheBackfill() throws InterruptedException {
    UnitName unit = store("old.txt");
    assertThat(
            new BackfillJobs(store, Clock.systemUTC())
                .begin(BackfillPlan.ofListing("job", "", BEFORE, PER_SECOND)))
        .isTrue();

    assertThat(worker.begin(unit.message())).isPresent();
    worker.awaitTurn();

    assertThat(taken).hasSize(1);
    assertThat(taken.get(0)).isCloseTo(1.0 / PER_SECOND, within(1e-9));
  }

  /** A queue can have units of a backfill whose plan another one has replaced. */
  @Test
  void sealsWithoutAPlan() throws InterruptedException {
    assertThat(worker.begin(store("old.txt").message())).isPresent();
    worker.awaitTurn();

    assertThat(taken).hasSize(1);
  }
}
