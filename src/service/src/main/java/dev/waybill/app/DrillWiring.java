package dev.waybill.app;

import dev.waybill.aws.AwsClients;
import dev.waybill.aws.AwsDrillObjects;
import dev.waybill.aws.IncidentArchive;
import dev.waybill.drill.DrillPlan;
import dev.waybill.drill.DrillRounds;
import dev.waybill.drill.DrillStatements;
import dev.waybill.drill.DrillStore;
import dev.waybill.drill.DrillTask;
import dev.waybill.fixity.examine.SealSearch;
import dev.waybill.log.LogStore;
import dev.waybill.log.LogTask;
import dev.waybill.ops.DrillMeters;
import dev.waybill.record.RecordVerifier;
import dev.waybill.record.log.LogEntry;
import dev.waybill.settings.DrillSettings;
import dev.waybill.settings.Settings;
import dev.waybill.signing.SigningKey;
import dev.waybill.startup.StartupContext;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.camel.main.Main;

/**
 * Wiring of drills: the bean of the route 55-drill, and what the command has in common with it.
 *
 * @param aws clients
 * @param settings the settings
 * @param clock clock of the drills
 */
record DrillWiring(AwsClients aws, Settings settings, Clock clock) {
  private static final String BEAN = "drills";

  /** Binds the bean of a service without drills. */
  static void bindIdle(Main main) {
    main.bind(BEAN, (LogTask) List::of);
  }

  /**
   * Binds the bean.
   *
   * @param seals search for entries by the key of an object
   * @param log receives the entries of the statements
   */
  void bind(
      Main main,
      StartupContext found,
      SealSearch seals,
      LogStore store,
      Consumer<LogEntry> log,
      MeterRegistry meters) {
    if (settings.drill().every().isZero()) {
      bindIdle(main);
      return;
    }
    DrillStatements statements = statements(store, found.key(), found.verifier(), log);
    main.bind(
        BEAN,
        new DrillTask(
            rounds(DrillStore.ofService(store), seals, statements),
            plan(settings.drill().within()),
            new DrillMeters(meters, clock)::ran));
  }

  DrillStatements statements(
      LogStore store, SigningKey key, RecordVerifier verifier, Consumer<LogEntry> log) {
    return new DrillStatements(
        store, settings.provenance().bucket(), Pipeline.BY, key::seal, verifier, log);
  }

  DrillRounds rounds(DrillStore state, SealSearch seals, DrillStatements statements) {
    return new DrillRounds(
        state,
        objects(),
        new DrillRecords(
            seals,
            new IncidentArchive(aws.s3(), settings.audit().results()),
            settings.provenance().bucket()),
        statements,
        clock);
  }

  private AwsDrillObjects objects() {
    return new AwsDrillObjects(aws.s3(), settings.raw().bucket(), settings.drill().kmsKey());
  }

  /**
   * Returns the plan of the drills.
   *
   * @param within time within which an alteration has to be found
   */
  DrillPlan plan(Duration within) {
    return new DrillPlan(
        settings.raw().bucket(),
        settings.raw().drills(),
        objects().kinds(),
        settings.drill().every(),
        within);
  }

  /** Returns the schedule, for the placeholder of the route. */
  static Properties properties(DrillSettings settings) {
    Properties properties = new Properties();
    properties.setProperty("waybill.drill.scheduled", Boolean.toString(!settings.every().isZero()));
    return properties;
  }
}
