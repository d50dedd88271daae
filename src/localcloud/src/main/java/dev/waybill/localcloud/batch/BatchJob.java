package dev.waybill.localcloud.batch;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Job and its state.
 *
 * @param id the id
 * @param request what was asked for
 * @param status the status
 * @param created time of the request in RFC 3339
 * @param tasks number of objects in the manifest; 0 before it was read
 * @param succeeded number of tasks that succeeded
 * @param failed number of tasks that failed
 * @param reason reason of the last change; null when there is none
 * @param failure reason for which the job failed; null when it did not
 */
record BatchJob(
    String id,
    JobRequest request,
    JobStatus status,
    String created,
    long tasks,
    long succeeded,
    long failed,
    @Nullable String reason,
    @Nullable String failure) {
  static BatchJob of(JobRequest request, String created) {
    String id = UUID.randomUUID().toString();
    return new BatchJob(id, request, JobStatus.NEW, created, 0, 0, 0, null, null);
  }

  BatchJob with(JobStatus to, @Nullable String why) {
    return new BatchJob(id, request, to, created, tasks, succeeded, failed, why, failure);
  }

  BatchJob withTasks(long all) {
    return new BatchJob(id, request, status, created, all, succeeded, failed, reason, failure);
  }

  BatchJob withProgress(long ok, long bad) {
    return new BatchJob(id, request, status, created, tasks, ok, bad, reason, failure);
  }

  BatchJob failedBy(String problem) {
    return new BatchJob(
        id, request, JobStatus.FAILED, created, tasks, succeeded, failed, reason, problem);
  }
}
