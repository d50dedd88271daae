package dev.waybill.localcloud.batch;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Defects of the completion reports that are written from now on. Thread-safe. */
public final class ReportDefects {
  private final Set<ReportDefect> active = ConcurrentHashMap.newKeySet();

  /** Adds a defect to the following reports. */
  public void add(ReportDefect defect) {
    active.add(defect);
  }

  /** Removes all defects. */
  public void reset() {
    active.clear();
  }

  boolean has(ReportDefect defect) {
    return active.contains(defect);
  }
}
