package dev.waybill.fixity.second;

/**
 * State of a job.
 *
 * @param phase the phase
 * @param tasks number of objects that S3 found in the manifest; 0 before it was read
 * @param succeeded number of objects whose checksum was computed
 * @param failed number of objects whose checksum could not be computed
 * @param problem reason for which the job failed; empty for none; untrusted input
 */
public record JobState(Phase phase, long tasks, long succeeded, long failed, String problem) {
  /** Phases of a job. */
  public enum Phase {
    /** S3 reads the manifest. */
    PREPARING,
    /** The job waits for its confirmation. */
    WAITING,
    /** Checksums are computed, or the job pauses. */
    RUNNING,
    /** The job has ended, and its report is written. */
    COMPLETE,
    /** The job has ended early. */
    ENDED
  }

  /** Returns true when the state never changes again. */
  public boolean isFinal() {
    return phase == Phase.COMPLETE || phase == Phase.ENDED;
  }
}
