package dev.waybill.camel;

import dev.waybill.alert.Report;
import dev.waybill.canary.Canary;
import dev.waybill.canary.CanaryFindings;
import dev.waybill.canary.CanaryListener;
import dev.waybill.canary.CanaryUpload;
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
 * The bean {@code canary}: sends canaries and looks how far they have come. None of it throws: a
 * canary that cannot be sent is no message that the error policy could leave to a queue.
 */
public final class CanaryStep {
  private static final Logger LOG = LoggerFactory.getLogger(CanaryStep.class);

  private final CanaryUpload upload;
  private final CanaryWatch watch;
  private final CanaryListener listener;
  private final Clock clock;

  public CanaryStep(CanaryUpload upload, CanaryWatch watch, CanaryListener listener, Clock clock) {
    this.upload = upload;
    this.watch = watch;
    this.listener = listener;
    this.clock = clock;
  }

  /** Uploads one; ends the route when S3 cannot be reached, which readiness and polls tell of. */
  public void send(Exchange exchange) {
    try {
      exchange.getMessage().setBody(upload.send());
    } catch (RuntimeException e) {
      LOG.warn("no canary was sent: {}", e.getClass().getSimpleName());
      exchange.setRouteStop(true);
    }
  }

  /** Whether there is something left to look for, and the service stays. */
  public boolean isUnderWay(@Body Canary canary, CamelContext context) {
    return !canary.isThrough() && !context.isStopping();
  }

  /** Looks how far it has come. */
  public Canary look(@Body Canary canary) {
    return watch.look(canary, clock.instant());
  }

  /**
   * What is wrong with one that is through, and what is not, which may end what was; a canary that
   * a stop cut short says nothing.
   */
  public List<Report> reports(@Body Canary canary) {
    if (!canary.isThrough()) {
      return List.of();
    }
    listener.ended(canary);
    List<Report> reports = new ArrayList<>(CanaryFindings.of(canary, clock.instant()));
    reports.addAll(CanaryFindings.ended(canary, clock.instant()));
    return reports;
  }
}
