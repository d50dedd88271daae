package dev.waybill.app;

import dev.waybill.aws.Queue;
import dev.waybill.ops.ManagementServer;
import dev.waybill.settings.LoadedSettings;
import dev.waybill.settings.ReplicaWork;
import dev.waybill.settings.Settings;
import dev.waybill.signing.SigningProvider;
import dev.waybill.startup.StartupContext;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Values of the placeholders in the routes, and the configuration of Camel. */
final class PipelineProperties {
  private PipelineProperties() {}

  static Properties of(Path home, LoadedSettings loaded, StartupContext found) {
    return of(
        home, loaded, found.queues().source().url(), found.fixityQueue(), found.backfillQueue());
  }

  /**
   * Returns the same for a check that looks up nothing: the keys are those of a start.
   *
   * @param sinks names of the sinks of alerts that are configured
   */
  static Properties offline(Path home, LoadedSettings loaded, Set<String> sinks) {
    Properties properties = of(home, loaded, "https://sqs.invalid/none", null, null);
    properties.putAll(AlertWiring.properties(loaded.settings(), sinks));
    return properties;
  }

  private static Properties of(
      Path home,
      LoadedSettings loaded,
      String url,
      @Nullable Queue fixityQueue,
      @Nullable Queue backfillQueue) {
    Settings settings = loaded.settings();
    Properties properties = loaded.placeholders();
    properties.putAll(ManagementServer.of(settings).camelProperties());
    properties.setProperty("waybill.queue.name", url.substring(url.lastIndexOf('/') + 1));
    properties.setProperty("waybill.queue.url", url);
    properties.setProperty(
        "waybill.queue.wait-seconds", Long.toString(settings.queue().pollWait().toSeconds()));
    properties.setProperty(
        "waybill.queue.visibility-seconds",
        Long.toString(settings.queue().visibility().toSeconds()));
    properties.setProperty(
        "waybill.intake.worked", Boolean.toString(settings.cluster().does(ReplicaWork.INTAKE)));
    properties.setProperty("waybill.queue.pollers", Integer.toString(settings.queue().pollers()));
    properties.putAll(CanaryWiring.properties(settings));
    properties.putAll(BaselineWiring.properties(settings));
    properties.putAll(LogWiring.properties(settings.recordLog()));
    properties.putAll(ClaimsWiring.properties(settings));
    properties.putAll(FixityWiring.properties(settings.fixity(), settings.cluster(), fixityQueue));
    properties.putAll(AuditWiring.properties(settings.auditRuns()));
    properties.putAll(BackfillWiring.properties(settings, backfillQueue));
    properties.putAll(DrillWiring.properties(settings.drill()));
    properties.putAll(ReconcileWiring.properties(settings.reconcile()));
    properties.putAll(TrailWiring.properties(settings.digestChain()));
    properties.setProperty("waybill.signing.provider", SigningProvider.NAME);
    properties.setProperty("camel.main.name", "waybill");
    properties.setProperty("camel.main.routesIncludePattern", RouteFiles.patterns(home));
    // No message is received before all required routes exist.
    properties.setProperty("camel.main.autoStartup", "false");
    // Stream caching holds a whole object body on the heap.
    properties.setProperty("camel.main.streamCachingEnabled", "false");
    properties.setProperty(
        "camel.main.shutdownTimeout", Long.toString(settings.shutdownTimeout().toSeconds()));
    properties.setProperty("camel.main.shutdownLogInflightExchangesOnTimeout", "false");
    properties.setProperty("camel.main.autoConfigurationEnvironmentVariablesEnabled", "false");
    return properties;
  }
}
