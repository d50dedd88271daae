package dev.waybill.localcloud.batch;

import dev.waybill.localcloud.batch.JobRequest.ManifestPlace;
import dev.waybill.localcloud.store.Bucket;
import dev.waybill.localcloud.store.ObjectStore;
import dev.waybill.localcloud.store.StoreException;
import dev.waybill.localcloud.store.StoredVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Run of one job up to its next wait or its end. */
record JobRun(BatchJobs jobs, ObjectStore store, Clock clock) {
  void run(String id) throws IOException {
    BatchJob job = jobs.get(id);
    List<ManifestLine> lines = manifest(job);
    if (lines == null) {
      return;
    }
    if (job.status() == JobStatus.NEW || job.status() == JobStatus.PREPARING) {
      prepare(job, lines.size());
    }
    if (jobs.get(id).status() == JobStatus.READY || jobs.get(id).status() == JobStatus.ACTIVE) {
      compute(jobs.get(id), lines);
    }
  }

  private void prepare(BatchJob job, int tasks) {
    boolean unused = jobs.change(job.id(), it -> it.with(JobStatus.PREPARING, null));
    JobStatus next = job.request().needsConfirmation() ? JobStatus.SUSPENDED : JobStatus.READY;
    String cause = next == JobStatus.SUSPENDED ? "AwaitingConfirmation" : null;
    unused = jobs.change(job.id(), it -> it.withTasks(tasks).with(next, cause));
  }

  private void compute(BatchJob job, List<ManifestLine> lines) throws IOException {
    ChecksumTask task = new ChecksumTask(store, job.request().algorithm());
    boolean unused = jobs.change(job.id(), it -> it.with(JobStatus.ACTIVE, null));
    List<TaskResult> results = new ArrayList<>();
    for (ManifestLine line : lines) {
      if (Thread.currentThread().isInterrupted() || jobs.get(job.id()).status().isFinal()) {
        return;
      }
      results.add(task.run(line));
    }
    new JobReport(job, store, jobs.defects(), clock).write(results);
    long succeeded = results.stream().filter(TaskResult::hasSucceeded).count();
    unused =
        jobs.change(
            job.id(),
            it ->
                it.withProgress(succeeded, results.size() - succeeded)
                    .with(JobStatus.COMPLETE, null));
  }

  /** Returns the lines of the manifest; null when the job failed because of it. */
  private @Nullable List<ManifestLine> manifest(BatchJob job) throws IOException {
    try {
      String text = text(job.request().manifest());
      List<ManifestLine> lines = ManifestLine.parse(text, job.request().fields().size());
      if (lines.isEmpty()) {
        throw new IllegalArgumentException("it is empty");
      }
      return lines;
    } catch (StoreException | IllegalArgumentException e) {
      String problem = "Reading the manifest failed: " + e.getMessage();
      boolean unused = jobs.change(job.id(), it -> it.failedBy(problem));
      return null;
    }
  }

  private String text(ManifestPlace place) throws IOException {
    Bucket bucket = store.bucket(place.bucket());
    StoredVersion version = bucket.find(place.key(), place.versionId());
    if (version == null || version.deleteMarker()) {
      throw new IllegalArgumentException("it does not exist");
    }
    if (!version.eTag().equals(place.eTag())) {
      throw new IllegalArgumentException("its ETag is another one");
    }
    try (InputStream bytes = bucket.read(version, 0, version.size())) {
      return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
