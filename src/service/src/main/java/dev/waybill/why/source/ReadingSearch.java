package dev.waybill.why.source;

import dev.waybill.fixity.CycleId;
import dev.waybill.fixity.Examination;
import dev.waybill.fixity.FixityPaths;
import dev.waybill.fixity.TileRange;
import dev.waybill.fixity.TileResult;
import dev.waybill.fixity.TileTask;
import dev.waybill.fixity.result.InvalidResultException;
import dev.waybill.fixity.result.TileResultFile;
import dev.waybill.log.LogStore;
import dev.waybill.log.LogStore.Listed;
import dev.waybill.log.StoredObject;
import dev.waybill.model.NamedThreads;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** Search for the results of re-verification about entries of the log. */
public final class ReadingSearch {
  /** Limit of the cycles that are looked at: five years of one a month. */
  static final int MAX_CYCLES = 60;

  /** Limit of the results of one tile in one cycle that are read. */
  private static final int MAX_ATTEMPTS = 40;

  private static final int CONCURRENCY = 8;

  private final LogStore store;
  private final StoredCycles cycles;
  private final String bucket;

  /**
   * Results about some entries.
   *
   * @param isComplete false when there are older cycles or further attempts
   */
  public record Readings(
      List<ObjectReading> readings, List<DamagedResult> damaged, boolean isComplete) {
    /** Results about no entries. */
    public static final Readings NONE = new Readings(List.of(), List.of(), true);

    public Readings {
      readings = List.copyOf(readings);
      damaged = List.copyOf(damaged);
    }
  }

  /** Results while they are gathered. */
  private static final class Gathered {
    private final List<ObjectReading> readings = new ArrayList<>();
    private final List<DamagedResult> damaged = new ArrayList<>();
    private boolean isComplete = true;

    void add(Gathered other) {
      readings.addAll(other.readings);
      damaged.addAll(other.damaged);
      isComplete &= other.isComplete;
    }
  }

  /**
   * @param bucket the provenance bucket, for addresses
   */
  public ReadingSearch(LogStore store, StoredCycles cycles, String bucket) {
    this.store = store;
    this.cycles = cycles;
    this.bucket = bucket;
  }

  /**
   * Returns the results about entries.
   *
   * @throws RuntimeException when they cannot be listed or read
   */
  public Readings of(Collection<Long> indexes) {
    List<Long> wanted = indexes.stream().distinct().sorted().toList();
    if (wanted.isEmpty()) {
      return Readings.NONE;
    }
    List<CycleId> newest = cycles.newest(MAX_CYCLES + 1);
    Gathered found = new Gathered();
    found.isComplete = newest.size() <= MAX_CYCLES;
    List<CycleId> read = newest.subList(0, Math.min(newest.size(), MAX_CYCLES));
    read(read, wanted).forEach(found::add);
    return new Readings(found.readings, found.damaged, found.isComplete);
  }

  private List<Gathered> read(List<CycleId> read, List<Long> wanted) {
    ExecutorService threads =
        Executors.newFixedThreadPool(CONCURRENCY, new NamedThreads("why-result"));
    try {
      return read.stream()
          .map(it -> CompletableFuture.supplyAsync(() -> read(it, wanted), threads))
          .toList()
          .stream()
          .map(CompletableFuture::join)
          .toList();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    } finally {
      threads.shutdownNow();
    }
  }

  private Gathered read(CycleId cycle, List<Long> wanted) {
    Gathered found = new Gathered();
    wanted.stream()
        .map(it -> it / TileRange.FULL)
        .distinct()
        .forEach(tile -> read(cycle, tile, wanted, found));
    return found;
  }

  private void read(CycleId cycle, long tile, List<Long> wanted, Gathered found) {
    List<TileTask> tasks = tasks(cycle, tile, found);
    List<TileTask> ours =
        tasks.stream()
            .filter(task -> wanted.stream().anyMatch(it -> isIn(task.range(), it)))
            .toList();
    List<Optional<StoredObject>> files =
        store.findAll(ours.stream().map(FixityPaths::result).toList());
    for (int at = 0; at < ours.size(); at++) {
      TileTask task = ours.get(at);
      files.get(at).ifPresent(it -> read(task, it.content(), wanted, found));
    }
  }

  private List<TileTask> tasks(CycleId cycle, long tile, Gathered found) {
    long slice = tile / TileRange.TILES_PER_SLICE;
    String first = FixityPaths.result(cycle, new TileRange(tile, TileRange.FULL));
    String prefix = first.substring(0, first.indexOf('.'));
    try (Stream<Listed> listed = store.list(prefix)) {
      List<TileTask> tasks =
          listed
              .flatMap(it -> FixityPaths.taskOf(cycle, slice, it.key()).stream())
              .limit(MAX_ATTEMPTS + 1)
              .toList();
      found.isComplete &= tasks.size() <= MAX_ATTEMPTS;
      return tasks.subList(0, Math.min(tasks.size(), MAX_ATTEMPTS));
    }
  }

  private static boolean isIn(TileRange range, long index) {
    return range.from() <= index && index < range.to();
  }

  private void read(TileTask task, byte[] file, List<Long> wanted, Gathered found) {
    String uri = "s3://" + bucket + "/" + FixityPaths.result(task);
    try {
      TileResult result = TileResultFile.decode(file);
      if (!result.task().equals(task)) {
        found.damaged.add(
            new DamagedResult(task.cycle(), uri, "the file is a result of other work"));
        return;
      }
      for (Examination each : result.examinations()) {
        if (wanted.contains(each.index())) {
          found.readings.add(
              new ObjectReading(task.cycle(), result.ended(), result.reader(), each, uri));
        }
      }
    } catch (InvalidResultException e) {
      found.damaged.add(new DamagedResult(task.cycle(), uri, String.valueOf(e.getMessage())));
    }
  }
}
