package dev.waybill.audit.logfile;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Result of reading a log file.
 *
 * @param faults number of times that each defect occurred; empty for a file as CloudTrail writes it
 * @param records number of records that were read
 * @param lost number of records that are there and cannot be judged
 * @param complete whether the file was read to its end; otherwise it may hold any number of records
 *     more
 * @param from earliest event; null when no record was read
 * @param until latest event; null when no record was read
 */
public record LogFileContent(
    Map<LogFault, Integer> faults,
    long records,
    long lost,
    boolean complete,
    @Nullable Instant from,
    @Nullable Instant until) {
  public LogFileContent {
    EnumMap<LogFault, Integer> copy = new EnumMap<>(LogFault.class);
    copy.putAll(faults);
    faults = Collections.unmodifiableMap(copy);
  }

  /** Returns the content of a file of which nothing was read. */
  static LogFileContent unread(LogFault fault) {
    return new LogFileContent(Map.of(fault, 1), 0, 0, fault == LogFault.EMPTY, null, null);
  }

  /** Returns whether Athena reads every record of the file as it is. */
  public boolean isRegular() {
    return faults.isEmpty();
  }

  /** Returns whether every record was read. */
  public boolean isWhole() {
    return complete && lost == 0;
  }

  /** Returns the defects, such as "it is not UTF-8; a record has no eventTime (3 times)". */
  public String reason() {
    return faults.entrySet().stream()
        .map(it -> it.getKey().text() + (it.getValue() > 1 ? " (" + it.getValue() + " times)" : ""))
        .collect(Collectors.joining("; "));
  }
}
