package dev.waybill.app;

import dev.waybill.alert.incident.IncidentMonitor;
import dev.waybill.model.NamedThreads;
import dev.waybill.ops.StatusRoutes;
import dev.waybill.settings.StatusSettings;
import dev.waybill.status.IncidentStatus;
import dev.waybill.status.NotKnownException;
import dev.waybill.status.ObjectQuestions;
import dev.waybill.status.StatusPart;
import dev.waybill.status.StatusReader;
import dev.waybill.status.StatusSources;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;

/** Wiring of the status page. Nothing of it is bound for the routes. */
final class StatusWiring implements AutoCloseable {
  /** One for each source, one for a question and one that makes pages. */
  private static final int THREADS = 8;

  /** Incidents are checked once a minute, unless the store does not answer. */
  private static final Duration INCIDENTS_MAX_AGE = Duration.ofMinutes(10);

  private final StatusSettings settings;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(THREADS, new NamedThreads("status"));
  private final Clock clock = Clock.systemUTC();
  private final StatusReader reader;

  /** Parts of the service that keep what the page shows. */
  record Parts(
      QueueMonitors queues,
      LogWiring log,
      FixityWiring fixity,
      ReconcileWiring reconciliation,
      TrailWiring trail,
      IncidentWiring incidents,
      Leadership leadership) {}

  private StatusWiring(StatusSettings settings, Parts parts) {
    this.settings = settings;
    IncidentMonitor incidents = parts.incidents().open();
    StatusSources sources =
        new StatusSources(
            parts.reconciliation().status(),
            () -> parts.queues().status(notLogged(parts.log())),
            parts.fixity().status(),
            parts.log().status(parts.leadership()::role),
            parts.trail().status(),
            () -> incidents(incidents));
    reader =
        new StatusReader(sources, settings.names(), StatusReader.Limits.DEFAULT, threads, clock);
  }

  /** Serves the page on the management port of a context that runs, unless it is switched off. */
  static StatusWiring serve(CamelContext context, StoryAnswers answers, Parts parts) {
    StatusWiring status = new StatusWiring(answers.settings().status(), parts);
    if (status.settings.enabled()) {
      new StatusRoutes(
              answers.settings().managementHost(),
              status.reader,
              status.questions(answers),
              status.threads)
          .serve(context);
    }
    return status;
  }

  private static StatusPart<Long> notLogged(LogWiring log) {
    return log.pending()
        .<StatusPart<Long>>map(StatusPart::of)
        .orElseGet(() -> StatusPart.unknown("the log is switched off"));
  }

  private IncidentStatus incidents(IncidentMonitor monitor) throws NotKnownException {
    Instant checked = monitor.checkedAt();
    if (checked == null || checked.isBefore(clock.instant().minus(INCIDENTS_MAX_AGE))) {
      throw new NotKnownException("this replica has not checked them lately");
    }
    return IncidentStatus.of(monitor.open(), checked, settings.names());
  }

  /** Returns null when names are not shown, so that no object can be asked for. */
  private @Nullable ObjectQuestions questions(StoryAnswers answers) {
    return settings.names()
        ? new ObjectQuestions(answers, ObjectQuestions.Limits.DEFAULT, threads, clock)
        : null;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
