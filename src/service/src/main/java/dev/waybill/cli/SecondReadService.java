package dev.waybill.cli;

import dev.waybill.fixity.second.JobState;
import dev.waybill.fixity.second.PreparedRead;
import dev.waybill.fixity.second.ReadScope;
import dev.waybill.fixity.second.SecondReport;
import dev.waybill.settings.LoadedSettings;
import java.time.Duration;

/** Service behind the command {@code fixity second-read}. It fails when AWS cannot be reached. */
public interface SecondReadService {
  /**
   * Order of a reading.
   *
   * @param scope versions that are covered
   * @param age time since the seal after which a version is judged
   * @param role name or ARN of the role of the job
   */
  record Order(ReadScope scope, Duration age, String role) {}

  /** Receiver of what happens. */
  interface Listener {
    /**
     * Receives what would be read and its price, before anything is written.
     *
     * @return true when the job may be created
     */
    boolean prepared(PreparedRead read);

    /** Receives the name of a reading that has begun. */
    void begun(String name);

    /** Receives the state of the job, each time it was asked for. */
    void progress(JobState state);

    /** Receives the result, before it is stored. */
    void judged(SecondReport report);

    /** Receives the key of the stored result in the provenance bucket. */
    void stored(String key);
  }

  /**
   * Has S3 read, and judges its report when the job has ended.
   *
   * @throws CommandException when the job does not end with a report, or the log is damaged
   */
  void read(LoadedSettings settings, Order order, Listener listener) throws Exception;

  /**
   * Judges a reading that was begun before, once its job has ended.
   *
   * @param name name of the reading
   * @throws CommandException when there is none, the job does not end with a report, or the log is
   *     damaged
   */
  void resume(LoadedSettings settings, String name, Listener listener) throws Exception;
}
