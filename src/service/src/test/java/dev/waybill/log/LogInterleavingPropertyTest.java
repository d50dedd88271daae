package dev.waybill.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.log.LogStore.ListedVersion;
import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.LogEntry;
import dev.waybill.record.log.MerkleTree;
import dev.waybill.record.log.TileAddress;
import dev.waybill.record.log.TileTree;
import dev.waybill.record.log.TreeHash;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Writers and sequencers in any order of their calls, with crashes before and after each call. */
class LogInterleavingPropertyTest {
  private static final String ORIGIN = "caa304-provenance/log";
  private static final int[] BATCHES = {1, 1, 2, 3, 90, 255, 256};
  private static final int ROUNDS = 6;
  private static final int SEQUENCER_ROUNDS = 10;

  /** A round of a sequencer has about as many steps, so that writers and sequencers alternate. */
  private static final int MAX_PAUSE = 60;

  /** One run of the property. */
  private static final class World {
    private final Random random;
    private final InMemoryLogStore store = new InMemoryLogStore();
    private final EdCheckpointSigner signer = new EdCheckpointSigner(ORIGIN);
    private final StepScheduler scheduler;
    private final TreeSet<Integer> durable = new TreeSet<>();
    private final List<Checkpoint> published = new ArrayList<>();
    private int records;
    private int processes;

    World(long seed, int crashesIn1000) {
      random = new Random(seed);
      scheduler = new StepScheduler(random, crashesIn1000);
    }

    LogStore store(StepScheduler.Actor actor) {
      return new SteppedLogStore(store, actor, this::published);
    }

    /** Every tile and bundle of a checkpoint must exist at the time it is published. */
    private void published(byte[] note) {
      Checkpoint checkpoint = LogFixtures.checkpoint(note);
      TileStore tiles = new TileStore(store);
      Set<String> keys = Set.copyOf(store.keys());
      assertThat(TileAddress.ofTree(checkpoint.size()))
          .allMatch(it -> keys.contains(LogPaths.of(it)));
      assertThat(new TileTree(tiles, checkpoint.size()).root()).isEqualTo(checkpoint.root());
      published.add(checkpoint);
    }

    LogSequencer sequencer(LogStore view, RecentBatches recent) {
      Duration idle = random.nextBoolean() ? Duration.ZERO : Duration.ofDays(1);
      return new LogSequencer(
          view,
          signer,
          Clock.fixed(Instant.parse("2026-11-29T12:00:00Z"), ZoneOffset.UTC),
          new LogSequencer.Limits(100_000, idle),
          recent,
          LogWriterListener.NONE);
    }

    void runSequencer(StepScheduler.Actor actor, RecentBatches recent) {
      LogSequencer sequencer = sequencer(store(actor), recent);
      for (int round = 0; round < SEQUENCER_ROUNDS; round++) {
        try {
          sequencer.run();
        } catch (IllegalStateException contended) {
          assertThat(contended).hasMessageContaining("other sequencers are running");
        } catch (StepScheduler.Crash crash) {
          if (random.nextBoolean()) {
            sequencer = sequencer(store(actor), new RecentBatches());
          }
        }
      }
    }

    void runWriter(StepScheduler.Actor actor, RecentBatches recent) {
      PendingStore writer = writer(actor, recent);
      for (int round = 0; round < ROUNDS; round++) {
        actor.pause(random.nextInt(MAX_PAUSE));
        List<Integer> numbers = numbers();
        List<EncodedEntry> entries =
            numbers.stream().map(it -> EncodedEntry.of(LogFixtures.entry(it))).toList();
        boolean isWritten = false;
        while (!isWritten) {
          try {
            isWritten = writer.write(entries);
          } catch (StepScheduler.Crash crash) {
            if (random.nextBoolean()) {
              writer = writer(actor, new RecentBatches());
              break;
            }
          }
        }
        if (isWritten) {
          durable.addAll(numbers);
        }
      }
    }

    private PendingStore writer(StepScheduler.Actor actor, RecentBatches recent) {
      processes++;
      return new PendingStore(
          store(actor), new PendingFolder("replica-" + processes, Clock.systemUTC()), recent);
    }

    /** Returns the numbers of new records, and sometimes of one that was added before. */
    private List<Integer> numbers() {
      List<Integer> numbers = new ArrayList<>();
      if (records > 0 && random.nextInt(3) == 0) {
        numbers.add(random.nextInt(records));
      }
      int count = BATCHES[random.nextInt(BATCHES.length)];
      for (int at = 0; at < count; at++) {
        numbers.add(records++);
      }
      return numbers;
    }

    void recover() {
      LogSequencer last = sequencer(store, new RecentBatches());
      for (int round = 0; round < 3; round++) {
        last.run();
      }
    }
  }

  @Property(tries = 60)
  void keepsEveryDurableEntryOnceAndEveryCheckpointAPrefix(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 3) int writers,
      @ForAll @IntRange(min = 1, max = 3) int sequencers,
      @ForAll @IntRange(max = 60) int crashesIn1000) {
    World world = new World(seed, crashesIn1000);
    for (int number = 0; number < Math.max(writers, sequencers); number++) {
      RecentBatches recent = new RecentBatches();
      if (number < writers) {
        world.scheduler.start(actor -> world.runWriter(actor, recent));
      }
      if (number < sequencers) {
        world.scheduler.start(actor -> world.runSequencer(actor, recent));
      }
    }
    world.scheduler.run();
    world.recover();

    List<LogEntry> log = LogFixtures.verifiedEntries(world.store);
    assertThat(log).extracting(LogEntry::recordKey).doesNotHaveDuplicates();
    assertThat(log)
        .extracting(LogEntry::recordKey)
        .containsAll(world.durable.stream().map(it -> LogFixtures.entry(it).recordKey()).toList());
    assertThat(world.store.keys()).noneMatch(it -> it.startsWith(LogPaths.PENDING));
    requirePrefixes(world, log);
    requireOneContentOfEachTile(world.store);
  }

  private static void requirePrefixes(World world, List<LogEntry> log) {
    List<TreeHash> leaves = log.stream().map(LogEntry::leafHash).toList();
    List<Long> sizes = world.published.stream().map(Checkpoint::size).toList();
    assertThat(sizes).isNotEmpty().isSorted();
    world.published.stream()
        .distinct()
        .forEach(
            it ->
                assertThat(it.root())
                    .isEqualTo(MerkleTree.root(leaves.subList(0, Math.toIntExact(it.size())))));
  }

  private static void requireOneContentOfEachTile(InMemoryLogStore store) {
    Map<String, byte[]> contents = new HashMap<>();
    for (ListedVersion version : store.versions(LogPaths.TILES).toList()) {
      store
          .find(version.key(), version.versionId())
          .ifPresent(
              it ->
                  assertThat(it.content())
                      .isEqualTo(contents.computeIfAbsent(version.key(), key -> it.content())));
    }
    assertThat(contents).isNotEmpty();
  }
}
