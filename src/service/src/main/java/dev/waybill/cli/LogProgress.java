package dev.waybill.cli;

import java.io.PrintWriter;

/** Progress of a check of the whole log: a line for each million entries. */
final class LogProgress {
  private static final long STEP = 1_000_000;

  private final PrintWriter err;
  private long next = STEP;

  LogProgress(PrintWriter err) {
    this.err = err;
  }

  void checked(long entries) {
    if (entries >= next) {
      err.println(entries + " entries checked");
      err.flush();
      next = (entries / STEP + 1) * STEP;
    }
  }
}
