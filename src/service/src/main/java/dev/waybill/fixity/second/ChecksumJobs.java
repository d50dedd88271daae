package dev.waybill.fixity.second;

/**
 * Port to jobs that compute checksums. Every method throws an unchecked exception when the service
 * cannot be reached or denies the call.
 */
public interface ChecksumJobs {
  /**
   * Order of a job over a manifest with bucket, key and version id.
   *
   * @param token name of the reading; a second order with it creates no second job
   * @param role ARN of the role with whose rights S3 reads the objects and writes the report
   * @param bucket bucket of the manifest and of the report
   * @param manifest key of the manifest
   * @param eTag ETag of the manifest, which pins its bytes
   * @param prefix prefix of the report, without a slash at its end
   */
  record Order(
      String token, String role, String bucket, String manifest, String eTag, String prefix) {}

  /** Creates a job that waits for its confirmation, and returns its id. */
  String create(Order order);

  /** Returns the state of a job. */
  JobState state(String job);

  /** Has a job begin that waits for its confirmation. */
  void confirm(String job);

  /** Cancels a job. */
  void cancel(String job);
}
