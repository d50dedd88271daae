package dev.waybill.camel.alert;

import dev.waybill.alert.AlertEvent;
import dev.waybill.alert.AlertEvent.Kind;
import dev.waybill.alert.delivery.AlertDelivery;
import dev.waybill.alert.delivery.InMemoryUndeliveredStore;
import dev.waybill.alert.delivery.RecordingSinkListener;
import dev.waybill.alert.delivery.Sink;
import dev.waybill.alert.delivery.sink.SinkCatalogue;
import dev.waybill.settings.SinkSettings;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** Shipped routes of {@code routes/} that deliver to sinks, with a store in memory. */
final class AlertRoutes implements AutoCloseable {
  private static final List<String> SINKS =
      List.of("sns", "sqs", "eventbridge", "alertmanager", "pagerduty", "slack", "mail");

  /** Substitute for the error policy of custody, which must not handle the failure of a sink. */
  public static final class CustodyPolicy {
    private final AtomicInteger calls = new AtomicInteger();

    public boolean isFinal() {
      calls.incrementAndGet();
      return false;
    }

    public void resolve() {
      calls.incrementAndGet();
    }

    public void willRetry() {
      calls.incrementAndGet();
    }
  }

  private final DefaultCamelContext camel = new DefaultCamelContext();
  private final CustodyPolicy policy = new CustodyPolicy();
  private final InMemoryUndeliveredStore store = new InMemoryUndeliveredStore();
  private final RecordingSinkListener listener = new RecordingSinkListener();
  private final Map<String, AlertEvent> open = new ConcurrentHashMap<>();
  private final Map<String, Integer> least = new HashMap<>();
  private final Path file;
  private final Clock clock;
  private String remind = "60000";

  /**
   * @param file alert file
   * @param clock time for the sinks; timers of the routes have the real time
   */
  AlertRoutes(Path file, Clock clock) {
    this.file = file;
    this.clock = clock;
  }

  AlertRoutes least(String sink, int rank) {
    least.put(sink, rank);
    return this;
  }

  AlertRoutes remindEvery(int millis) {
    remind = Integer.toString(millis);
    return this;
  }

  /**
   * @param edit an operator's change of 60-alert-route
   */
  AlertRoutes start(SinkSettings settings, UnaryOperator<String> edit) throws Exception {
    Map<String, Sink> sinks = SinkCatalogue.of(settings, file, null, clock);
    camel.getRegistry().bind("alertRouting", new AlertRouting());
    camel
        .getRegistry()
        .bind(
            "sinks",
            new AlertSinks(
                new AlertDelivery(
                    sinks, store, () -> List.copyOf(open.values()), listener, clock)));
    camel.getRegistry().bind("failures", policy);
    camel.getPropertiesComponent().setInitialProperties(properties(sinks));
    load(edit);
    camel.start();
    return this;
  }

  private Properties properties(Map<String, Sink> sinks) {
    Properties properties = new Properties();
    for (String sink : SINKS) {
      int rank = sinks.containsKey(sink) ? least.getOrDefault(sink, 3) : 9;
      properties.setProperty("waybill.alert." + sink + ".rank", Integer.toString(rank));
    }
    properties.setProperty("alert.pause", "20");
    properties.setProperty("alert.again", "1000");
    properties.setProperty("alert.remind", remind);
    return properties;
  }

  private void load(UnaryOperator<String> edit) throws Exception {
    List<Resource> resources = new ArrayList<>();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(Path.of("routes"), "{60-alert-*,90-errors}.camel.yaml")) {
      for (Path route : files) {
        String name = route.getFileName().toString();
        String text = Files.readString(route);
        String edited = name.equals("60-alert-route.camel.yaml") ? edit.apply(text) : text;
        resources.add(ResourceHelper.fromString(name, edited));
      }
    }
    PluginHelper.getRoutesLoader(camel).loadRoutes(resources);
  }

  /** Delivers an event, as the route of incidents does. */
  void deliver(AlertEvent event) {
    if (event.kind() == Kind.END) {
      open.remove(event.uid());
    } else {
      open.put(event.uid(), event);
    }
    camel.createFluentProducerTemplate().withBody(event).to("direct:alert-route").request();
  }

  List<String> lines() throws Exception {
    return Files.readAllLines(file);
  }

  InMemoryUndeliveredStore store() {
    return store;
  }

  RecordingSinkListener listener() {
    return listener;
  }

  /** Returns how often the error policy of custody was called. */
  int custodyPolicyCalls() {
    return policy.calls.get();
  }

  @Override
  public void close() {
    camel.stop();
  }
}
