package dev.waybill.app;

import dev.waybill.alert.Report;
import dev.waybill.aws.AwsClients;
import dev.waybill.log.LogTask;
import dev.waybill.ops.LogMeters;
import dev.waybill.record.log.LogEntry;
import dev.waybill.settings.RecordLogSettings;
import dev.waybill.settings.Settings;
import dev.waybill.startup.LogIdentity;
import dev.waybill.startup.StartupContext;
import dev.waybill.status.LogStatus;
import dev.waybill.status.StatusSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.camel.main.Main;
import org.jspecify.annotations.Nullable;

/** Wiring of the log of records: what custody gives to it, and the beans of the routes 45-log. */
final class LogWiring implements AutoCloseable {
  private final Consumer<LogEntry> entries;
  private final Consumer<Runnable> whenDurable;
  private final Runnable end;
  private final @Nullable LogBeans beans;

  private LogWiring(
      Consumer<LogEntry> entries,
      Consumer<Runnable> whenDurable,
      Runnable end,
      @Nullable LogBeans beans) {
    this.beans = beans;
    this.entries = entries;
    this.whenDurable = whenDurable;
    this.end = end;
  }

  /**
   * Publishes the log's keys, starts the writer of its entries and binds the beans.
   *
   * @param findings receives findings of the writers; never throws
   * @param found keys and policy of the log, without which nothing of it runs, and the trust in
   *     records
   */
  static LogWiring start(
      Main main,
      AwsClients aws,
      Settings settings,
      Consumer<Report> findings,
      StartupContext found,
      MeterRegistry meters) {
    LogIdentity identity = found.log();
    if (identity == null) {
      LogBeans.NAMES.forEach(it -> main.bind(it, (LogTask) List::of));
      found.key().logTo(entry -> {});
      return new LogWiring(entry -> {}, Runnable::run, () -> {}, null);
    }
    LogBeans beans =
        LogBeans.start(
            aws,
            settings,
            identity,
            new LogMeters(meters, Clock.systemUTC()),
            RetentionWiring.of(aws, settings, findings, meters),
            findings);
    beans.bind(main, found.verifier());
    found.key().logTo(beans.pending()::add);
    return new LogWiring(beans.pending()::add, beans::whenDurable, beans::close, beans);
  }

  /** Returns the receiver of the entries of sealed records. */
  Consumer<LogEntry> entries() {
    return entries;
  }

  /** Runs an action once every entry that was added before is durable. */
  void whenDurable(Runnable action) {
    whenDurable.accept(action);
  }

  /** Returns the number of entries that are not durable yet; empty when there is no log. */
  Optional<Long> pending() {
    return Optional.ofNullable(beans).map(it -> (long) it.pending().waiting());
  }

  /**
   * Returns the source of the status page.
   *
   * @param role role of this replica
   */
  StatusSource<LogStatus> status(Supplier<String> role) {
    LogBeans present = beans;
    return present == null
        ? StatusSource.none("the log is switched off (waybill.record-log.enabled)")
        : () -> present.status(role.get());
  }

  /** Returns the schedules, for the placeholders of the routes. */
  static Properties properties(RecordLogSettings settings) {
    Properties properties = new Properties();
    boolean enabled = settings.enabled();
    properties.setProperty("waybill.record-log.scheduled", Boolean.toString(enabled));
    schedule(properties, "sequence", enabled, settings.sequenceEvery());
    schedule(properties, "check", enabled, settings.checkEvery());
    schedule(properties, "listing", enabled, settings.listingEvery());
    schedule(
        properties, "witness", enabled && settings.policy() != null, settings.witnessInterval());
    schedule(properties, "anchor", enabled, settings.anchorEvery());
    schedule(
        properties,
        "timestamp",
        enabled && settings.timestampAuthority() != null,
        settings.timestampEvery());
    return properties;
  }

  private static void schedule(
      Properties properties, String name, boolean enabled, Duration period) {
    String key = "waybill.record-log." + name;
    properties.setProperty(key + "-scheduled", Boolean.toString(enabled && !period.isZero()));
    properties.setProperty(key + "-period", Long.toString(Math.max(1, period.toMillis())));
  }

  /** Writes what waits, as far as the store allows, so that the deletes of messages follow. */
  @Override
  public void close() {
    end.run();
  }
}
