package dev.waybill.alert.delivery.sink;

import dev.waybill.alert.AlertFile;
import dev.waybill.alert.delivery.Sink;
import dev.waybill.alert.delivery.http.HttpSinks;
import dev.waybill.settings.SinkSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Factory of the configured sinks; nothing is created for a sink that is not configured. */
public final class SinkCatalogue {
  private SinkCatalogue() {}

  /**
   * Returns the configured sinks by name, the log and the file first.
   *
   * @param file file for events as JSON lines; null for none
   */
  public static Map<String, Sink> of(
      SinkSettings settings, @Nullable Path file, CloudSinkFactory cloud, Clock clock) {
    Map<String, Sink> sinks = new LinkedHashMap<>();
    sinks.put("log", new LogSink());
    if (file != null) {
      sinks.put("file", new FileSink(new AlertFile(file)));
    }
    addCloudSinks(sinks, settings, cloud);
    sinks.putAll(HttpSinks.of(settings, clock));
    if (settings.mail() != null) {
      sinks.put("mail", new MailSink(settings.mail()));
    }
    return sinks;
  }

  private static void addCloudSinks(
      Map<String, Sink> sinks, SinkSettings settings, CloudSinkFactory cloud) {
    if (settings.snsTopic() != null) {
      sinks.put("sns", cloud.topic(settings.snsTopic()));
    }
    if (settings.sqsQueue() != null) {
      sinks.put("sqs", cloud.queue(settings.sqsQueue()));
    }
    if (settings.eventBus() != null) {
      sinks.put("eventbridge", cloud.eventBus(settings.eventBus()));
    }
  }
}
