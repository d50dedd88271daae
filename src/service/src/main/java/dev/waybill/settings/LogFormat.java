package dev.waybill.settings;

/** Formats of the log, one line for each event. */
public enum LogFormat {
  /** Time, level, thread, logger and message, for people. */
  TEXT,
  /** JSON of the Elastic Common Schema (ECS), for log collectors. */
  JSON
}
