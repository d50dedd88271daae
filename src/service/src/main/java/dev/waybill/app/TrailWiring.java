package dev.waybill.app;

import dev.waybill.aws.AwsClients;
import dev.waybill.aws.S3LogStore;
import dev.waybill.log.LogTask;
import dev.waybill.log.StatementArchive;
import dev.waybill.ops.TrailMeters;
import dev.waybill.record.log.LogEntry;
import dev.waybill.settings.Settings;
import dev.waybill.settings.TrailSettings;
import dev.waybill.startup.StartupContext;
import dev.waybill.status.NotKnownException;
import dev.waybill.status.StatusSource;
import dev.waybill.trail.run.TrailState;
import dev.waybill.trail.run.TrailStatements;
import dev.waybill.trail.run.TrailStore;
import dev.waybill.trail.run.TrailTask;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.camel.main.Main;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Wiring of the verification of CloudTrail's digest chain: the bean of the route 55-trail. */
final class TrailWiring implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("dev.waybill.trail");
  private static final String BEAN = "digestChain";

  private final StatusSource<TrailState> status;
  private final Runnable end;

  private TrailWiring(StatusSource<TrailState> status, Runnable end) {
    this.status = status;
    this.end = end;
  }

  /**
   * Binds the bean.
   *
   * @param log receives the entries of the statements
   */
  static TrailWiring bind(
      Main main,
      Path home,
      AwsClients aws,
      Settings settings,
      StartupContext found,
      Consumer<LogEntry> log,
      MeterRegistry meters) {
    TrailInputs inputs =
        settings.digestChain().every().isZero()
            ? null
            : TrailInputs.of(home, aws, settings).orElse(null);
    if (inputs == null) {
      main.bind(BEAN, (LogTask) List::of);
      if (!settings.digestChain().every().isZero()) {
        LOG.warn("digests are not verified: sql/schema has no valid script of the table of logs");
      }
      return new TrailWiring(StatusSource.none("digests are not verified"), () -> {});
    }
    S3LogStore store = new S3LogStore(aws.s3(), settings.provenance());
    StatementArchive archive =
        new StatementArchive(
            store, settings.provenance().bucket(), found.key()::seal, found.verifier(), log);
    main.bind(
        BEAN,
        new TrailTask(
            inputs.verifier(),
            inputs.roots(),
            new TrailStore(store),
            new TrailStatements(archive, inputs.bucket(), Pipeline.BY),
            settings.audit().trail(),
            settings.auditRuns().catchUp(),
            new TrailMeters(meters, Clock.systemUTC())::verified,
            Clock.systemUTC()));
    TrailStore states = new TrailStore(store);
    return new TrailWiring(
        () -> state(states),
        () -> {
          inputs.close();
          store.close();
        });
  }

  private static TrailState state(TrailStore states) throws NotKnownException {
    TrailState state = states.state();
    if (state.ranAt() == null || state.regions().isEmpty()) {
      throw new NotKnownException("no digest was verified yet");
    }
    return state;
  }

  /** Returns the source of the status page. */
  StatusSource<TrailState> status() {
    return status;
  }

  /** Returns the schedule, for the placeholders of the route. */
  static Properties properties(TrailSettings settings) {
    Properties properties = new Properties();
    properties.setProperty("waybill.trail.scheduled", Boolean.toString(!settings.every().isZero()));
    properties.setProperty(
        "waybill.trail.period", Long.toString(Math.max(1, settings.every().toMillis())));
    return properties;
  }

  @Override
  public void close() {
    end.run();
  }
}
