package dev.waybill.localcloud.athena;

import dev.waybill.localcloud.athena.bridge.ResultColumn;
import dev.waybill.localcloud.athena.bridge.SqlFailure;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Thread-safe execution of one query. A finished execution does not change any more. */
final class QueryExecution {
  /** States in Athena's spelling. */
  enum State {
    QUEUED,
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELLED
  }

  /**
   * Snapshot of an execution.
   *
   * @param state the state
   * @param kind the statement type: DML, DDL or UTILITY
   * @param reason the reason of a failure or a cancellation; null otherwise
   * @param userError true if the statement or its data caused a failure
   * @param started the start; null if not started yet
   * @param ended the end; null if not finished yet
   * @param scanned the number of bytes read
   * @param columns the columns of the result
   */
  record Progress(
      State state,
      String kind,
      @Nullable String reason,
      boolean userError,
      @Nullable Instant started,
      @Nullable Instant ended,
      long scanned,
      List<ResultColumn> columns) {
    boolean finished() {
      return ended != null;
    }
  }

  private final String id;
  private final QueryRequest request;
  private final Clock clock;
  private final Instant submitted;
  private Progress progress;

  QueryExecution(String id, QueryRequest request, String kind, Clock clock) {
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

  /** Returns the location of the result, which may not exist yet. */
  S3Uri result() {
    return request.output().file(id + (progress().kind().equals("DML") ? ".csv" : ".txt"));
  }

  /** Starts the execution. Returns false if it was cancelled while it waited. */
  synchronized boolean start() {
    if (progress.finished()) {
      return false;
    }
    Progress p = progress;
    progress =
        new Progress(
            State.RUNNING, p.kind, null, false, clock.instant(), null, p.scanned, p.columns);
    return true;
  }

  /** Stores the columns of the planned result. */
  synchronized void setColumns(List<ResultColumn> columns) {
    Progress p = progress;
    progress =
        new Progress(
            p.state,
            p.kind,
            p.reason,
            p.userError,
            p.started,
            p.ended,
            p.scanned,
            List.copyOf(columns));
  }

  /**
   * Counts bytes that were read.
   *
   * @throws SqlFailure if the execution exceeds the workgroup's scan limit
   */
  synchronized void addScanned(long bytes) {
    Progress p = progress;
    long scanned = p.scanned + bytes;
    progress =
        new Progress(
            p.state, p.kind, p.reason, p.userError, p.started, p.ended, scanned, p.columns);
    if (scanned > request.cutoff()) {
      throw new SqlFailure(
          "EXCEEDED_SCAN_LIMIT",
          SqlFailure.Kind.CANCELLED,
          0,
          0,
          "Bytes scanned limit was exceeded");
    }
  }

  /** Marks the execution as succeeded. Returns false if it had already finished. */
  synchronized boolean succeed() {
    return end(State.SUCCEEDED, null, false);
  }

  /** Marks the execution as failed. Returns false if it had already finished. */
  boolean fail(String reason, boolean userError) {
    return end(State.FAILED, reason, userError);
  }

  /** Marks the execution as cancelled. Returns false if it had already finished. */
  boolean cancel(String reason) {
    return end(State.CANCELLED, reason, false);
  }

  private synchronized boolean end(State state, @Nullable String reason, boolean userError) {
    if (progress.finished()) {
      return false;
    }
    Progress p = progress;
    progress =
        new Progress(
            state, p.kind, reason, userError, p.started, clock.instant(), p.scanned, p.columns);
    return true;
  }
}
