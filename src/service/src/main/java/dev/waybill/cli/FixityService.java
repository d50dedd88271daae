package dev.waybill.cli;

import dev.waybill.fixity.FixityCondition;
import dev.waybill.fixity.TileRange;
import dev.waybill.fixity.TileResult;
import dev.waybill.fixity.plan.FixityStanding;
import dev.waybill.fixity.plan.PlanPrice;
import dev.waybill.fixity.report.FixityReport;
import dev.waybill.record.FixityStatement;
import dev.waybill.settings.LoadedSettings;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Service behind the command {@code fixity}. Every method fails when AWS cannot be reached, and
 * only {@link #work} writes anything.
 */
public interface FixityService {
  /** Limit of the open defects of one condition that the status names. */
  int MAX_NAMED = 20;

  /**
   * Version that is not as sealed, or that could not be proven to be.
   *
   * @param condition the condition
   * @param version URI of the sealed version; untrusted input
   * @param index index of its entry of the log
   * @param since time at which it was found first; null when it was found just now
   * @param detail the difference; empty when there is none
   */
  record Defect(
      FixityCondition condition,
      String version,
      long index,
      @Nullable Instant since,
      String detail) {}

  /**
   * Status of re-verification.
   *
   * @param standing numbers of the stored states
   * @param named open defects, at most {@link #MAX_NAMED} of each condition
   * @param statement the newest signed statement; null when no cycle has ended
   */
  record Status(FixityStanding standing, List<Defect> named, @Nullable FixityStatement statement) {
    public Status {
      named = List.copyOf(named);
    }
  }

  /** Report and its conclusion. */
  record Reported(FixityReport report, boolean isDefectOpen) {}

  /** Receiver of what a check of everything finds. */
  interface CheckListener {
    /** Receives what the reader must know about the check. */
    void note(String line);

    /** Receives the number of versions before the first one is read. */
    void begun(long versions);

    /** Receives the result of a range. */
    void examined(TileResult result);

    /** Receives a version that is not as sealed, or that could not be proven to be. */
    void found(Defect defect);

    /**
     * Receives a range whose entries the log does not have as its root needs them.
     *
     * @param problem description; may hold untrusted input
     */
    void unlisted(TileRange range, String problem);
  }

  /** Returns the status; empty when nothing was verified again yet. */
  Optional<Status> status(LoadedSettings settings) throws Exception;

  /** Returns the price of a cycle with the policy of the settings. */
  PlanPrice plan(LoadedSettings settings) throws Exception;

  /**
   * Reads every sealed version once.
   *
   * @param replica bucket that is read in place of the raw bucket; null for that itself
   * @throws CommandException when the bucket has no log of records
   */
  void check(LoadedSettings settings, @Nullable String replica, CheckListener listener)
      throws Exception;

  /**
   * Works off ranges of the queue until the process is interrupted.
   *
   * @param listener receives each result
   * @throws CommandException when re-verification is switched off
   */
  void work(LoadedSettings settings, Consumer<TileResult> listener) throws Exception;

  /** Returns the report; empty when nothing was verified again yet. */
  Optional<Reported> report(LoadedSettings settings) throws Exception;
}
