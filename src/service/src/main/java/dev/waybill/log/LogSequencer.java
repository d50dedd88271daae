package dev.waybill.log;

import dev.waybill.record.log.Checkpoint;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sequencer of the log: stages a round in the lock with one conditional write, writes its tiles and
 * bundles, publishes its checkpoint, and then removes the pending batches that it covers.
 *
 * <p>Any number of sequencers may run. Everything that a round writes follows from the lock, so
 * that another sequencer continues a round that was interrupted at any step with the same bytes.
 * Whatever fails, the next run reads the state from the store.
 */
public final class LogSequencer implements Sequencing {
  /** Number of records that a duplicate is compared with by default. */
  public static final int DEFAULT_REMEMBERED = 1_000_000;

  /** Default interval at which the checkpoint of an idle log is signed again. */
  public static final Duration DEFAULT_IDLE_INTERVAL = Duration.ofMinutes(10);

  private final Clock clock;
  private final Duration idleInterval;
  private final EdgeTiles edge;
  private final LogLoader loader;
  private final PendingReader pending;
  private final RoundWriter writer;
  private final SeenHistory seen;
  private @Nullable LogState state;

  /**
   * Limits of a sequencer.
   *
   * @param remembered number of records that a duplicate is compared with, at most; each takes up
   *     to 64 bytes
   * @param idleInterval interval at which the checkpoint of an idle log is signed again
   */
  public record Limits(int remembered, Duration idleInterval) {
    /** Limits of the service. */
    public static final Limits DEFAULT = new Limits(DEFAULT_REMEMBERED, DEFAULT_IDLE_INTERVAL);
  }

  /**
   * @param recent memory of the batches that this process wrote
   */
  public LogSequencer(
      LogStore store,
      CheckpointSigner signer,
      Clock clock,
      Limits limits,
      RecentBatches recent,
      LogWriterListener listener) {
    this.clock = clock;
    idleInterval = limits.idleInterval();
    CheckpointStore checkpoints = new CheckpointStore(store, signer, clock);
    edge = new EdgeTiles(store);
    loader = new LogLoader(store, checkpoints, edge, listener);
    pending = new PendingReader(store, recent, listener, clock);
    writer = new RoundWriter(store, checkpoints, recent);
    seen = new SeenHistory(new TileStore(store), limits.remembered());
  }

  /**
   * Makes every run fail on a log that does not extend a checkpoint: one that was restored from an
   * older copy, or was made anew, would be a fork under the same keys.
   *
   * @param signed checkpoint that the log signed before
   */
  public synchronized void requireExtensionOf(Checkpoint signed) {
    loader.remember(signed);
  }

  /**
   * {@inheritDoc}
   *
   * @throws LogConflictException when the log contradicts itself; nothing is signed then
   * @throws IllegalStateException when other sequencers changed the log at every attempt to read it
   *     for the first time
   */
  @Override
  public synchronized Round run() {
    LogState known = state;
    // A run that fails leaves it open what the store has, so the next one reads everything.
    state = null;
    Optional<LogState> current =
        known == null ? loader.load().flatMap(this::begin) : Optional.of(known);
    return current.isEmpty() ? contended(0) : run(current.get());
  }

  /** Publishes what was staged before, and removes what its sequencer may have left. */
  private Optional<LogState> begin(LogState loaded) {
    writer.begin(edge.partial(loaded.round()));
    Optional<LogState> current = loaded.isStaged() ? writer.replay(loaded) : Optional.of(loaded);
    current.ifPresent(writer::clean);
    return current;
  }

  private Round run(LogState current) {
    loader.published(current.published().checkpoint());
    seen.read(current.published().size());
    PendingReader.Taken taken = pending.read();
    List<EncodedEntry> entries = seen.unseen(taken.batches());
    if (entries.isEmpty()) {
      return runIdle(current, taken);
    }
    List<String> covered = taken.batches().stream().map(PendingBatch::key).toList();
    Optional<LogState> next = writer.append(current, entries, covered);
    if (next.isEmpty()) {
      return contended(taken.left());
    }
    loader.published(next.get().published().checkpoint());
    seen.add(next.get().round());
    writer.clean(next.get());
    return round(next.get(), taken, entries.size());
  }

  private Round runIdle(LogState current, PendingReader.Taken taken) {
    if (!taken.batches().isEmpty()) {
      writer.drop(taken.batches());
    }
    Optional<LogState> next = isDue(current) ? writer.refresh(current) : Optional.of(current);
    return next.isEmpty() ? contended(taken.left()) : round(next.get(), taken, 0);
  }

  /** A clock that was set back must not leave the checkpoint unsigned for as long. */
  private boolean isDue(LogState current) {
    Duration age = Duration.between(current.published().signedAt(), clock.instant());
    return age.abs().compareTo(idleInterval) >= 0;
  }

  private Round round(LogState next, PendingReader.Taken taken, int appended) {
    state = next.withoutEntries();
    int all = taken.batches().stream().mapToInt(it -> it.entries().size()).sum();
    return new Round(next.published().checkpoint(), appended, all - appended, taken.left(), false);
  }

  private Round contended(int left) {
    return new Round(loader.newest(), 0, 0, left, true);
  }
}
