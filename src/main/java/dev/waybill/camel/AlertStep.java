package dev.waybill.camel;

import dev.waybill.alert.AlertFile;
import dev.waybill.alert.Finding;
import dev.waybill.alert.FindingEvent;
import dev.waybill.alert.Incidents;
import dev.waybill.alert.Severity;
import java.io.IOException;
import org.apache.camel.Body;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bean {@code alert}: tells each finding once, for as long as it lasts. */
public final class AlertStep {
  private static final Logger LOG = LoggerFactory.getLogger("dev.waybill.alert");

  private final Incidents incidents;
  private final FindingEvent events;
  private final AlertFile file;

  public AlertStep(Incidents incidents, FindingEvent events, AlertFile file) {
    this.incidents = incidents;
    this.events = events;
    this.file = file;
  }

  /** Whether the finding in the body begins something; it is not told again while it lasts. */
  public boolean isNew(@Body Finding finding) {
    return incidents.begins(finding);
  }

  /** One line in the log. */
  public void log(@Body Finding finding) {
    String line = "alert {} {}: {}; {}";
    if (finding.severity().compareTo(Severity.HIGH) >= 0) {
      LOG.error(line, finding.uid(), finding.title(), finding.message(), finding.remediation());
    } else {
      LOG.warn(line, finding.uid(), finding.title(), finding.message(), finding.remediation());
    }
  }

  /** The event, as JSON on one line, in the finding's place. */
  public String event(@Body Finding finding) {
    return events.of(finding);
  }

  /** Appends the event to the file of alerts; a file that cannot be written is told in the log. */
  public void keep(@Body String event) {
    try {
      file.append(event);
    } catch (IOException e) {
      LOG.error("waybill.alerts.file: an alert could not be written ({})", e.toString());
    }
  }
}
