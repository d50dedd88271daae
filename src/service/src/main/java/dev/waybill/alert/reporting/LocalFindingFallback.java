package dev.waybill.alert.reporting;

import dev.waybill.alert.AlertEvent;
import dev.waybill.alert.AlertEvent.Kind;
import dev.waybill.alert.AlertFile;
import dev.waybill.alert.EventHeader;
import dev.waybill.alert.Finding;
import dev.waybill.alert.FindingEvent;
import dev.waybill.alert.IncidentName;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reporter of findings that cannot be registered now, in the places that the process itself can
 * write: the log and the alert file. Once registered, such a finding is reported to every sink by
 * another event with an id of its own.
 */
public final class LocalFindingFallback implements Consumer<Finding> {
  private static final Logger LOG = LoggerFactory.getLogger("dev.waybill.alert");

  private final FindingEvent events;
  private final AlertFile file;
  private final Clock clock;

  public LocalFindingFallback(FindingEvent events, AlertFile file, Clock clock) {
    this.events = events;
    this.file = file;
    this.clock = clock;
  }

  @Override
  public void accept(Finding finding) {
    LOG.error(
        "alert {} (not registered yet) {}: {}; {}",
        finding.rule(),
        finding.title(),
        finding.message(),
        finding.remediation());
    Instant now = clock.instant();
    String id = IncidentName.of("held/" + now + "/" + finding.uid());
    AlertEvent event = events.of(finding, new EventHeader(id, Kind.BEGIN, now, now, ""));
    try {
      file.append(event.json());
    } catch (IOException e) {
      LOG.error("writing an alert to waybill.alerts.file failed: {}", e.toString());
    }
  }
}
