package dev.waybill.audit.run;

import dev.waybill.audit.Window;
import java.time.Instant;
import java.util.Optional;

/** Log files that queries read, and those of them that a query cannot read. */
public interface InspectedLogs {
  /** Log files of which every one is readable. */
  InspectedLogs ALL_READABLE =
      new InspectedLogs() {
        @Override
        public void inspect() {
          // Nothing to inspect.
        }

        @Override
        public void inspect(Window window) {
          // Nothing to inspect.
        }

        @Override
        public void recall() {
          // Nothing was inspected.
        }

        @Override
        public String readable(String sql, Window window) {
          return sql;
        }

        @Override
        public Optional<String> unread(Window window) {
          return Optional.empty();
        }

        @Override
        public void queryFailed() {
          // Nothing to inspect again.
        }

        @Override
        public Instant unreadSince(Instant time) {
          return time;
        }

        @Override
        public Optional<MendedFile> mendedAfter(Instant last) {
          return Optional.empty();
        }
      };

  /**
   * File whose records are readable since some time, and were not before.
   *
   * @param at time at which the file was found to be readable; unique among the files
   * @param window window of its events
   */
  record MendedFile(Instant at, Window window) {}

  /** Reads the files that were delivered since the last inspection; never throws. */
  void inspect();

  /** Reads the files of a window that was not inspected, such as one of long ago; never throws. */
  void inspect(Window window);

  /** Takes the result of the last inspection by any replica; never throws. */
  void recall();

  /**
   * Returns a statement with the same answer that leaves out unreadable files and reads the copies
   * of their readable records instead.
   *
   * @throws dev.waybill.audit.UnansweredQueryException when there are too many such files
   */
  String readable(String sql, Window window);

  /**
   * Returns why no query reads every record of a window; empty when all that was delivered and
   * inspected is read.
   */
  Optional<String> unread(Window window);

  /**
   * Returns whether the log files of events are as CloudTrail's digests state: {@code verified},
   * {@code not verified yet}, or {@code broken} with the reason.
   */
  default String evidence(Instant first, Instant last) {
    return "not verified yet";
  }

  /** Has the next inspection look at all files again, because a query failed to read one. */
  void queryFailed();

  /** Returns the earliest event of a file that may be judged later, but no later than a time. */
  Instant unreadSince(Instant time);

  /** Returns the first file that became readable after a time. */
  Optional<MendedFile> mendedAfter(Instant last);
}
