package dev.waybill.fixity.shape;

import dev.waybill.fixity.LoggedEntries;
import dev.waybill.fixity.shape.ShapeProgress.Phase;
import dev.waybill.settings.RawSettings;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;

/**
 * Comparison of everything sealed with one listing of the raw bucket. The log is in the order of
 * sealing and the listing in the order of keys, so both are put into temporary files by a hash of
 * their key, which are joined one by one.
 */
public final class ShapeScan {
  /** Number of suspects of one condition that are kept. */
  private static final int MAX_SUSPECTS = 2_000;

  private static final int SECRET_BYTES = 16;
  private static final int VERSIONS_PER_RANGE = 10_000;

  private final RawVersionPages pages;
  private final LoggedEntries log;
  private final RawSettings raw;
  private final Path temporary;
  private final int threads;
  private final int versionsPerRange;
  private final Clock clock;

  /**
   * @param log the entries; read by several threads at once
   * @param temporary existing folder for temporary files, 123 bytes for each sealed version
   * @param threads number of concurrent calls
   */
  public ShapeScan(
      RawVersionPages pages,
      LoggedEntries log,
      RawSettings raw,
      Path temporary,
      int threads,
      Clock clock) {
    this(pages, log, raw, temporary, threads, VERSIONS_PER_RANGE, clock);
  }

  /**
   * @param versionsPerRange number of versions for which a range of keys of its own is listed
   */
  ShapeScan(
      RawVersionPages pages,
      LoggedEntries log,
      RawSettings raw,
      Path temporary,
      int threads,
      int versionsPerRange,
      Clock clock) {
    this.pages = pages;
    this.log = log;
    this.raw = raw;
    this.temporary = temporary;
    this.threads = threads;
    this.versionsPerRange = versionsPerRange;
    this.clock = clock;
  }

  /**
   * Lists the bucket, reads the log and joins both. The temporary files are deleted in any case.
   *
   * @throws SpillSpaceException when the disk has too little space
   * @throws InterruptedException when the thread was interrupted
   * @throws RuntimeException when the bucket cannot be listed or the log cannot be read
   */
  public ShapeReport run(ShapeListener listener) throws InterruptedException {
    try (SpillFolder folder = SpillFolder.create(temporary)) {
      SpillSpace space = SpillSpace.of(folder.path());
      space.require(log.size());
      try (PageStarts starts = new PageStarts(folder.path().resolve("pages"), space)) {
        return run(folder.path(), space, starts, listener);
      }
    }
  }

  private ShapeReport run(Path folder, SpillSpace space, PageStarts starts, ShapeListener listener)
      throws InterruptedException {
    byte[] secret = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(secret);
    RowPartitions rows = new RowPartitions(folder, "rows", 0, space);
    EntryReading entries = new EntryReading(log, raw, secret);
    ShapeTally tally = new ShapeTally(clock.instant());
    PhaseProgress listed = list(secret, starts, rows, entries, listener);
    PhaseProgress read = read(rows, entries, listener);
    SuspectList suspects = new SuspectList(MAX_SUSPECTS);
    PlaceJudge judge = new PlaceJudge(JudgeTimes.of(tally.began()), suspects);
    PartitionJoin join = new PartitionJoin(folder, space, judge::judge);
    join(join, rows.finish(), listener);
    SuspectKeys keys = new SuspectKeys(pages, starts, raw, new RowHasher(secret));
    return tally.report(clock.instant(), listed, read, entries, suspects, keys, join, space);
  }

  /** The log is read after the listing, so that it has the entries of what is listed. */
  private PhaseProgress list(
      byte[] secret,
      PageStarts starts,
      RowPartitions rows,
      EntryReading entries,
      ShapeListener listener)
      throws InterruptedException {
    long size = log.size();
    PhaseProgress progress = new PhaseProgress(Phase.LISTING, size, listener, clock);
    BucketReading bucket = new BucketReading(pages, raw, secret, starts, versionsPerRange);
    new ParallelTasks(threads).run(bucket.tasks(entries.sample(size), size, rows::add, progress));
    return progress;
  }

  private PhaseProgress read(RowPartitions rows, EntryReading entries, ShapeListener listener)
      throws InterruptedException {
    long size = log.size();
    PhaseProgress progress = new PhaseProgress(Phase.READING, size, listener, clock);
    new ParallelTasks(threads).run(entries.tasks(size, rows::add, progress));
    return progress;
  }

  private void join(PartitionJoin join, List<RowFile> files, ShapeListener listener)
      throws InterruptedException {
    long all = files.stream().mapToLong(RowFile::rows).sum();
    PhaseProgress progress = new PhaseProgress(Phase.JOINING, all, listener, clock);
    for (RowFile file : files) {
      if (Thread.interrupted()) {
        throw new InterruptedException("the glance was interrupted");
      }
      join.join(file);
      progress.step(file.rows());
    }
  }
}
