package dev.waybill.alert;

import java.util.List;

/** What is wrong now, for sinks that forget what they are not reminded of. */
public interface OpenIncidents {
  /** The latest event of each incident that has not ended; never null, never an END. */
  List<AlertEvent> active();
}
