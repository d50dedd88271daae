package dev.waybill.camel.sink;

import dev.waybill.alert.AlertFile;
import dev.waybill.settings.SinkSettings;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The sinks that are configured; nothing is made for those that are not. */
public final class SinkCatalogue {
  /** A client each, made when it is first asked for. */
  public record Clients(
      Supplier<SnsClient> sns, Supplier<SqsClient> sqs, Supplier<EventBridgeClient> events) {}

  private final Map<String, Sink> sinks = new LinkedHashMap<>();
  private final SinkSettings settings;
  private final Clock clock;

  private SinkCatalogue(SinkSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * The sinks by name, the log and the file first.
   *
   * @param file where events are kept as JSON lines; null for nowhere
   */
  public static Map<String, Sink> of(
      SinkSettings settings, @Nullable Path file, Clients clients, Clock clock) {
    SinkCatalogue catalogue = new SinkCatalogue(settings, clock);
    catalogue.sinks.put("log", new LogSink());
    if (file != null) {
      catalogue.sinks.put("file", new FileSink(new AlertFile(file)));
    }
    catalogue.aws(clients);
    catalogue.http();
    if (settings.mail() != null) {
      catalogue.sinks.put("mail", new MailSink(settings.mail()));
    }
    return catalogue.sinks;
  }

  private void aws(Clients clients) {
    if (settings.snsTopic() != null) {
      sinks.put("sns", new SnsSink(clients.sns().get(), settings.snsTopic()));
    }
    if (settings.sqsQueue() != null) {
      sinks.put("sqs", new SqsSink(clients.sqs().get(), settings.sqsQueue()));
    }
    if (settings.eventBus() != null) {
      sinks.put("eventbridge", new EventBridgeSink(clients.events().get(), settings.eventBus()));
    }
  }

  private void http() {
    if (settings.alertmanager() == null
        && settings.pagerDuty() == null
        && settings.slack() == null) {
      return;
    }
    HttpClient client = HttpPost.client();
    if (settings.alertmanager() != null) {
      sinks.put("alertmanager", new AlertmanagerSink(client, settings.alertmanager(), clock));
    }
    if (settings.pagerDuty() != null) {
      sinks.put("pagerduty", new PagerDutySink(client, settings.pagerDuty()));
    }
    if (settings.slack() != null) {
      sinks.put("slack", new SlackSink(client, settings.slack()));
    }
  }
}
