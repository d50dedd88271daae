package dev.waybill.localcloud.athena;

import dev.waybill.localcloud.athena.bridge.ResultColumn;
import dev.waybill.localcloud.athena.bridge.SqlFailure;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One query and how far it came. Its end is final. Thread-safe. */
final class Execution {
  /** As Athena spells them. */
  enum State {
    QUEUED,
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELLED
  }

  /**
   * What is known of it at one moment.
   *
   * @param kind DML, DDL or UTILITY
   * @param reason of a failure or a cancellation; null otherwise
   * @param user whether the user is to blame
   * @param columns of the result
   */
  record Progress(
      State state,
      String kind,
      @Nullable String reason,
      boolean user,
      @Nullable Instant started,
      @Nullable Instant ended,
      long scanned,
      List<ResultColumn> columns) {
    boolean over() {
      return ended != null;
    }
  }

  private final String id;
  private final QueryRequest request;
  private final Clock clock;
  private final Instant submitted;
  private Progress progress;

  Execution(String id, QueryRequest request, String kind, Clock clock) {
    this.id = id;
    this.request = request;
    this.clock = clock;
    this.submitted = clock.instant();
    this.progress = new Progress(State.QUEUED, kind, null, false, null, null, 0, List.of());
  }

  String id() {
    return id;
  }

  QueryRequest request() {
    return request;
  }

  Instant submitted() {
    return submitted;
  }

  synchronized Progress progress() {
    return progress;
  }

  /** Where its result is, or will be. */
  S3Uri result() {
    return request.output().file(id + (progress().kind().equals("DML") ? ".csv" : ".txt"));
  }

  /** Tells whether it shall run: it may have been stopped while it waited. */
  synchronized boolean begin() {
    if (progress.over()) {
      return false;
    }
    Progress p = progress;
    progress =
        new Progress(
            State.RUNNING, p.kind, null, false, clock.instant(), null, p.scanned, p.columns);
    return true;
  }

  synchronized void planned(List<ResultColumn> columns) {
    Progress p = progress;
    progress =
        new Progress(
            p.state, p.kind, p.reason, p.user, p.started, p.ended, p.scanned, List.copyOf(columns));
  }

  /**
   * Counts what was read.
   *
   * @throws SqlFailure when that is more than the workgroup lets a query read
   */
  synchronized void scanned(long bytes) {
    Progress p = progress;
    long scanned = p.scanned + bytes;
    progress =
        new Progress(p.state, p.kind, p.reason, p.user, p.started, p.ended, scanned, p.columns);
    if (scanned > request.cutoff()) {
      throw new SqlFailure(
          "EXCEEDED_SCAN_LIMIT",
          SqlFailure.Blame.CANCELLED,
          0,
          0,
          "Bytes scanned limit was exceeded");
    }
  }

  /** Tells whether that is its end: it may have been stopped before. */
  synchronized boolean succeeded() {
    return end(State.SUCCEEDED, null, false);
  }

  boolean failed(String reason, boolean user) {
    return end(State.FAILED, reason, user);
  }

  boolean cancelled(String reason) {
    return end(State.CANCELLED, reason, false);
  }

  private synchronized boolean end(State state, @Nullable String reason, boolean user) {
    if (progress.over()) {
      return false;
    }
    Progress p = progress;
    progress =
        new Progress(state, p.kind, reason, user, p.started, clock.instant(), p.scanned, p.columns);
    return true;
  }
}
