package dev.waybill.camel;

import dev.waybill.alert.AlertEvent;
import dev.waybill.alert.AlertEvent.Kind;
import dev.waybill.alert.AlertFile;
import dev.waybill.alert.EventHead;
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
 * Tells where the process itself can, which is the log and the file of alerts. A finding that
 * cannot be registered now is told here only; when it can be registered it is told again as any
 * other, by an event of its own.
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
        "alert {} (held) {}: {}; {}",
        finding.rule(),
        finding.title(),
        finding.message(),
        finding.remediation());
    Instant now = clock.instant();
    String id = IncidentName.of("held/" + now + "/" + finding.uid());
    AlertEvent event = events.of(finding, new EventHead(id, Kind.BEGIN, now, now, ""));
    try {
      file.append(event.json());
    } catch (IOException e) {
      LOG.error("waybill.alerts.file: an alert could not be written ({})", e.toString());
    }
  }
}
