package dev.waybill.camel;

import dev.waybill.alert.Report;
import dev.waybill.canary.Canary;
import dev.waybill.canary.CanaryFindings;
import dev.waybill.canary.CanaryListener;
import dev.waybill.canary.CanaryTurns;
import dev.waybill.canary.CanaryWatch;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Body;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bean {@code canary}, which sends canaries and checks their progress. Its methods do not throw,
 * because the routes' error policy leaves failed messages to a queue and a canary has none.
 */
public final class CanaryStep {
  private static final Logger LOG = LoggerFactory.getLogger(CanaryStep.class);

  private final CanaryTurns uploads;
  private final CanaryWatch watch;
  private final CanaryListener listener;
  private final Clock clock;

  /**
   * @param uploads uploads of canaries
   * @param watch check of canaries
   * @param listener listener for complete canaries
   * @param clock source of the current time
   */
  public CanaryStep(CanaryTurns uploads, CanaryWatch watch, CanaryListener listener, Clock clock) {
    this.uploads = uploads;
    this.watch = watch;
    this.listener = listener;
    this.clock = clock;
  }

  /**
   * Uploads a canary. An unreachable S3 stops the exchange without an alert, because readiness and
   * polling report it.
   */
  public void send(Exchange exchange) {
    try {
      exchange.getMessage().setBody(uploads.send());
    } catch (RuntimeException e) {
      LOG.warn("canary upload failed: {}", e.getClass().getSimpleName());
      exchange.setRouteStop(true);
    }
  }

  /** Returns whether steps of the canary are pending and the service keeps running. */
  public boolean isInProgress(@Body Canary canary, CamelContext context) {
    return !canary.isComplete() && !context.isStopping();
  }

  /** Checks the canary once. */
  public Canary check(@Body Canary canary) {
    return watch.check(canary, clock.instant());
  }

  /**
   * Returns the findings of a complete canary, and the ends of findings that its steps resolve.
   *
   * @return reports; empty when the stop of the service left the canary incomplete
   */
  public List<Report> reports(@Body Canary canary) {
    if (!canary.isComplete()) {
      return List.of();
    }
    listener.completed(canary);
    List<Report> reports = new ArrayList<>(CanaryFindings.of(canary, clock.instant()));
    reports.addAll(CanaryFindings.recovered(canary, clock.instant()));
    return reports;
  }
}
