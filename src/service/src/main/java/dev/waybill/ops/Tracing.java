package dev.waybill.ops;

import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Export of traces to an OTLP endpoint, by OpenTelemetry's own variables ({@code
 * OTEL_EXPORTER_OTLP_ENDPOINT}, {@code OTEL_TRACES_SAMPLER}, {@code OTEL_SERVICE_NAME} and others).
 * A trace begins when a message is received and ends with its acknowledgement. Spans name routes
 * and endpoints; none holds a key or another value of a message.
 */
public final class Tracing implements AutoCloseable {
  /** Name of the tracer, which Camel finds by its type. */
  public static final String TRACER = "tracer";

  /** Name of the propagators, which Camel finds by their type. */
  public static final String PROPAGATORS = "propagators";

  private static final String ENDPOINT = "otel.exporter.otlp.endpoint";
  private static final String TRACES_ENDPOINT = "otel.exporter.otlp.traces.endpoint";

  private final OpenTelemetrySdk sdk;

  private Tracing(OpenTelemetrySdk sdk) {
    this.sdk = sdk;
  }

  /** Returns null when neither the environment nor a system property names an endpoint. */
  public static @Nullable Tracing ofEnvironment() {
    if (Stream.of(ENDPOINT, TRACES_ENDPOINT).noneMatch(Tracing::isSet)) {
      return null;
    }
    Map<String, String> defaults =
        Map.of(
            "otel.service.name",
            "waybill",
            // The JDK's HTTP client sends; there is no gRPC.
            "otel.exporter.otlp.protocol",
            "http/protobuf",
            "otel.metrics.exporter",
            "none",
            "otel.logs.exporter",
            "none");
    return new Tracing(
        AutoConfiguredOpenTelemetrySdk.builder()
            .addPropertiesSupplier(() -> defaults)
            .disableShutdownHook()
            .build()
            .getOpenTelemetrySdk());
  }

  private static boolean isSet(String property) {
    String variable = property.toUpperCase(Locale.ROOT).replace('.', '_');
    String value = System.getProperty(property, System.getenv().getOrDefault(variable, ""));
    return !value.isBlank();
  }

  public Tracer tracer() {
    return sdk.getTracer("waybill");
  }

  public ContextPropagators propagators() {
    return sdk.getPropagators();
  }

  /** Returns the properties of Camel Main that trace the routes. */
  public Properties camelProperties() {
    Properties properties = new Properties();
    properties.setProperty("camel.opentelemetry2.enabled", "true");
    return properties;
  }

  /** Exports what is left, and ends the export. */
  @Override
  public void close() {
    sdk.close();
  }
}
