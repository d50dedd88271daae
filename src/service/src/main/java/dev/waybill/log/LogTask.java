package dev.waybill.log;

import dev.waybill.alert.Report;
import java.util.List;

/**
 * Scheduled task about the log, which a route runs on the leader. It does not throw: a failure that
 * an operator must know is a finding, and any other is logged.
 */
@FunctionalInterface
public interface LogTask {
  /** Runs the task once and returns findings and ends of findings. */
  List<Report> run();
}
