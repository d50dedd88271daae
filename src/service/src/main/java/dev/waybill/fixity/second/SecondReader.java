package dev.waybill.fixity.second;

import dev.waybill.fixity.FixityCondition;
import dev.waybill.fixity.LoggedEntries;
import dev.waybill.fixity.plan.FixityPrices;
import dev.waybill.fixity.shape.RawVersionPages;
import dev.waybill.log.LogStore;
import dev.waybill.log.LogStore.Keeping;
import dev.waybill.log.StoredObject;
import dev.waybill.record.object.Sha256;
import dev.waybill.settings.RawSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Second reader: has S3 compute SHA-256 of what is stored, and compares it with the log.
 *
 * <p>What S3 contradicts, and what is not there, is read by Waybill as well, so that a finding has
 * both readings.
 */
public final class SecondReader {
  private static final Set<SecondOutcome> READ_AGAIN =
      Set.of(SecondOutcome.ALTERED, SecondOutcome.ABSENT);

  private final Ports ports;
  private final RawSettings raw;
  private final FixityPrices prices;
  private final Clock clock;

  /**
   * Ports of the reader.
   *
   * @param log entries of the log
   * @param pages listing of the raw bucket
   * @param jobs jobs of S3
   * @param files bucket of manifests and reports
   * @param store the provenance bucket
   * @param examiner Waybill's own reading
   */
  public record Ports(
      LoggedEntries log,
      RawVersionPages pages,
      ChecksumJobs jobs,
      ReadFiles files,
      LogStore store,
      OwnReading examiner) {}

  /** Waybill's own reading of the version of an entry. */
  @FunctionalInterface
  public interface OwnReading {
    /** Returns the condition in which the version of the entry is. */
    FixityCondition examine(long index) throws InterruptedException;
  }

  public SecondReader(Ports ports, RawSettings raw, FixityPrices prices, Clock clock) {
    this.ports = ports;
    this.raw = raw;
    this.prices = prices;
    this.clock = clock;
  }

  /**
   * Finds what is to be read, and its price. Nothing is written.
   *
   * @param age time since the seal after which a version is judged
   * @throws TooManyVersionsException when the scope is too large
   */
  public PreparedRead prepare(ReadScope scope, Duration age) {
    long size = ports.log().size();
    Instant until = clock.instant().minus(age);
    SealedTargets targets = SealedTargets.read(ports.log(), raw, scope, size, SealedTargets.MAX);
    List<SealedTarget> judged =
        targets.all().stream().filter(it -> !it.sealed().isAfter(until)).toList();
    StoredVersions stored = StoredVersions.list(ports.pages(), raw.bucket(), judged);
    return new PreparedRead(
        scope,
        size,
        until,
        judged.size(),
        targets.all().size() - judged.size(),
        targets.elsewhere(),
        new ReadManifest(stored.versions().keySet()),
        new ReadPrice(stored.versions().size(), stored.bytes(), stored.pages(), prices));
  }

  /**
   * Writes the manifest and creates the job, which waits for {@link #confirm}.
   *
   * @param role ARN of the role of the job
   */
  public StartedRead create(PreparedRead read, String role) {
    String name = ReadPaths.name(clock.instant());
    byte[] manifest = read.manifest().bytes();
    String folder = ReadPaths.folder(ports.files().prefix(), name);
    String key = ReadPaths.manifest(folder);
    String eTag = ports.files().put(key, manifest);
    String bucket = ports.files().bucket();
    String job =
        ports
            .jobs()
            .create(
                new ChecksumJobs.Order(name, role, bucket, key, eTag, ReadPaths.report(folder)));
    return new StartedRead(
        name, job, bucket, folder, read.scope(), read.size(), read.until(), Sha256.hash(manifest));
  }

  /**
   * Has the job begin once S3 has read the manifest. What the job was created with is stored first,
   * so that a reading can be ended after this process was.
   *
   * @param rows number of the manifest's rows
   * @throws InvalidReadException when S3 found another number of objects; the job is cancelled
   */
  public void confirm(StartedRead read, JobState state, long rows) {
    if (state.tasks() != rows) {
      ports.jobs().cancel(read.job());
      throw new InvalidReadException(
          "S3 found " + state.tasks() + " objects in the manifest, which has " + rows);
    }
    if (!ports.store().create(ReadPaths.job(read.name()), read.bytes(), Keeping.RETAINED)) {
      ports.jobs().cancel(read.job());
      throw new InvalidReadException("another reading has the name " + read.name());
    }
    ports.jobs().confirm(read.job());
  }

  /** Returns a reading that was confirmed before; empty when there is none with this name. */
  public Optional<StartedRead> find(String name) {
    return ports
        .store()
        .find(ReadPaths.job(name))
        .map(StoredObject::content)
        .map(StartedRead::parse);
  }

  /** Returns the state of the job. */
  public JobState state(StartedRead read) {
    return ports.jobs().state(read.job());
  }

  /** Has a job begin that was stored, and not confirmed before its process ended. */
  public void confirmAgain(StartedRead read) {
    ports.jobs().confirm(read.job());
  }

  /**
   * Judges the report of a job that has ended.
   *
   * @param state the final state of the job
   */
  public SecondReport judge(StartedRead read, JobState state) throws InterruptedException {
    ReadManifest manifest = manifest(read);
    // Versions that were sealed meanwhile explain what is stored, and are not judged.
    SealedTargets known =
        SealedTargets.read(ports.log(), raw, read.scope(), ports.log().size(), Integer.MAX_VALUE);
    ReportReader report =
        new ReportReader(ports.files(), ReadPaths.reportOf(read.folder(), read.job()));
    SecondJudge judge = new SecondJudge(manifest, report.read(manifest), known.all());
    List<SealedTarget> judged = known.all().stream().filter(it -> isJudged(read, it)).toList();
    judged.forEach(judge::judge);
    return new SecondReport(
        read,
        state,
        judged.size(),
        judge.verified(),
        readAgain(judge.findings()),
        manifest.versions().size(),
        report.problems().all(),
        report.digests());
  }

  private static boolean isJudged(StartedRead read, SealedTarget target) {
    return target.index() < read.size() && !target.sealed().isAfter(read.until());
  }

  private ReadManifest manifest(StartedRead read) {
    if (!read.bucket().equals(ports.files().bucket())) {
      throw new InvalidReadException(
          "the report is in the bucket " + read.bucket() + "; set waybill.athena.results to it");
    }
    String key = ReadPaths.manifest(read.folder());
    InputStream opened =
        ports
            .files()
            .open(key)
            .orElseThrow(() -> new InvalidReadException("the manifest " + key + " is gone"));
    try (InputStream in = opened) {
      return ReadManifest.parse(in.readAllBytes(), read.manifest());
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + key + " failed", e);
    }
  }

  private List<SecondFinding> readAgain(List<SecondFinding> findings) throws InterruptedException {
    List<SecondFinding> all = new ArrayList<>();
    for (SecondFinding finding : findings) {
      boolean isRead = READ_AGAIN.contains(finding.outcome()) && !finding.isUnexplained();
      all.add(isRead ? finding.with(ports.examiner().examine(finding.index())) : finding);
    }
    return all;
  }

  /**
   * Stores the result as evidence.
   *
   * @return its key
   */
  public String store(SecondReport report) {
    String key = ReadPaths.result(report.read().name());
    boolean unused =
        ports
            .store()
            .create(key, SecondReportFile.encode(report, clock.instant()), Keeping.RETAINED);
    return key;
  }
}
