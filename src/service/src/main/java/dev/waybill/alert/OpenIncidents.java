package dev.waybill.alert;

import java.util.List;

/** Source of the incidents that are open now, for sinks that need reminders. */
public interface OpenIncidents {
  /** Returns the latest event of each open incident; never an END. */
  List<AlertEvent> active();
}
