package dev.waybill.localcloud.batch;

import dev.waybill.localcloud.service.DurableMap;
import dev.waybill.localcloud.store.ObjectStore;
import dev.waybill.localcloud.wire.QueryError;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Jobs of S3 Batch Operations, which run one after another. A job that a restart interrupted begins
 * again.
 */
public final class BatchJobs implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BatchJobs.class);
  private static final int SHUTDOWN_TIMEOUT_SECONDS = 10;
  private static final Set<JobStatus> WORKING =
      Set.of(JobStatus.NEW, JobStatus.PREPARING, JobStatus.READY, JobStatus.ACTIVE);

  private final DurableMap<BatchJob> jobs;
  private final ObjectStore store;
  private final Clock clock;
  private final ReportDefects defects;
  private final ExecutorService worker = Executors.newSingleThreadExecutor(BatchJobs::daemon);

  private BatchJobs(
      DurableMap<BatchJob> jobs, ObjectStore store, ReportDefects defects, Clock clock) {
    this.jobs = jobs;
    this.defects = defects;
    this.store = store;
    this.clock = clock;
  }

  /**
   * Opens the jobs in a folder.
   *
   * @param defects defects of the reports
   */
  public static BatchJobs open(Path folder, ObjectStore store, ReportDefects defects, Clock clock)
      throws IOException {
    BatchJobs opened =
        new BatchJobs(
            DurableMap.open(folder.resolve("jobs.json"), BatchJob.class), store, defects, clock);
    opened.jobs.all().values().stream()
        .filter(it -> WORKING.contains(it.status()))
        .forEach(it -> opened.submit(it.id()));
    return opened;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "batch-operations");
    thread.setDaemon(true);
    return thread;
  }

  ReportDefects defects() {
    return defects;
  }

  /** Creates a job; a token that was used before gives the job of that time. */
  synchronized BatchJob create(JobRequest request) {
    for (BatchJob each : jobs.all().values()) {
      if (each.request().token().equals(request.token())) {
        return each;
      }
    }
    BatchJob job = BatchJob.of(request, clock.instant().toString());
    jobs.put(job.id(), job);
    submit(job.id());
    return job;
  }

  /**
   * Returns a job.
   *
   * @throws QueryError when there is none with this id
   */
  BatchJob get(String id) {
    BatchJob job = jobs.get(id);
    if (job == null) {
      throw new QueryError(404, "NoSuchJob", "The specified job does not exist");
    }
    return job;
  }

  List<BatchJob> all() {
    return List.copyOf(jobs.all().values());
  }

  /**
   * Confirms or cancels a job.
   *
   * @param requested {@code Ready} or {@code Cancelled}
   * @throws QueryError when the job has another status than the request needs
   */
  synchronized BatchJob update(String id, String requested, @Nullable String reason) {
    BatchJob job = get(id);
    if (requested.equals("Ready") && job.status() == JobStatus.SUSPENDED) {
      jobs.put(id, job.with(JobStatus.READY, reason));
      submit(id);
    } else if (requested.equals("Cancelled") && !job.status().isFinal()) {
      jobs.put(id, job.with(JobStatus.CANCELLED, reason));
    } else {
      throw new QueryError(
          400, "JobStatusException", "A job that is " + job.status().label() + " cannot change so");
    }
    return get(id);
  }

  private void submit(String id) {
    worker.execute(
        () -> {
          try {
            new JobRun(this, store, clock).run(id);
          } catch (IOException | RuntimeException e) {
            LOG.error("local_cloud_job_failed job={}", id, e);
            change(id, it -> it.failedBy("The local cloud failed; see its log"));
          }
        });
  }

  /** Changes a job unless it has ended; returns true when it changed. */
  synchronized boolean change(String id, UnaryOperator<BatchJob> change) {
    BatchJob job = get(id);
    if (job.status().isFinal()) {
      return false;
    }
    jobs.put(id, change.apply(job));
    return true;
  }

  /** Stops after the current task. The store must still be open. */
  @Override
  public void close() {
    worker.shutdownNow();
    try {
      if (!worker.awaitTermination(SHUTDOWN_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("Stopping batch operations timed out after {} s", SHUTDOWN_TIMEOUT_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
