package dev.waybill.audit.logfile;

import java.io.IOException;

/** Defect at which the reading of a log file ends. */
final class LogFaultException extends IOException {
  private static final long serialVersionUID = 1;

  private final LogFault fault;

  LogFaultException(LogFault fault) {
    super(fault.text());
    this.fault = fault;
  }

  LogFault fault() {
    return fault;
  }
}
