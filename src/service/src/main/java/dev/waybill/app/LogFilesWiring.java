package dev.waybill.app;

import dev.waybill.alert.Report;
import dev.waybill.audit.logfile.LogEvidence;
import dev.waybill.audit.logfile.LogFileInspection;
import dev.waybill.audit.logfile.LogFileReader;
import dev.waybill.audit.logfile.LogPartitions;
import dev.waybill.audit.logfile.ReadableLogsSql;
import dev.waybill.audit.run.InspectedLogs;
import dev.waybill.aws.AwsClients;
import dev.waybill.aws.LogFilesArchive;
import dev.waybill.aws.S3LogBucket;
import dev.waybill.aws.S3LogStore;
import dev.waybill.baseline.desired.Deployment;
import dev.waybill.baseline.schema.InvalidScriptException;
import dev.waybill.baseline.schema.SchemaScript;
import dev.waybill.baseline.schema.SchemaScripts;
import dev.waybill.baseline.schema.TableScript;
import dev.waybill.settings.Settings;
import dev.waybill.trail.run.TrailEvidence;
import dev.waybill.trail.run.TrailStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.regions.Region;

/** Wiring of the inspection of log files, for the tables that the scripts of the home create. */
final class LogFilesWiring {
  private static final Logger LOG = LoggerFactory.getLogger("dev.waybill.audit");

  private LogFilesWiring() {}

  /**
   * Returns the inspection of the log files that audits query. Without a script of the table of
   * logs, no file is inspected.
   *
   * @param account id of the audited account
   */
  static InspectedLogs of(
      Path home, AwsClients aws, Settings settings, String account, Consumer<Report> reports) {
    Collection<SchemaScript> scripts = scripts(home, aws, settings, account);
    Optional<TableScript> logs = logs(scripts);
    if (logs.isEmpty()) {
      LOG.warn("log files are not inspected: sql/schema has no valid script of the table of logs");
      return InspectedLogs.ALL_READABLE;
    }
    LogPartitions partitions = LogPartitions.of(logs.get());
    String results = settings.audit().results();
    return new LogFileInspection(
        partitions,
        new S3LogBucket(aws.s3(), partitions.bucket(), results),
        new LogFilesArchive(aws.s3(), results),
        new LogFileReader(logs.get().columns()),
        new ReadableLogsSql(settings.audit().database(), scripts),
        evidence(aws, settings),
        settings.auditRuns().catchUp().plus(Duration.ofDays(1)),
        reports,
        Clock.systemUTC());
  }

  /** Returns the log files as the service last inspected them, for commands that only query. */
  static InspectedLogs inspected(Path home, AwsClients aws, Settings settings) {
    String account = AuditWiring.deployment(aws, settings, null).getOrDefault("account", "");
    InspectedLogs files = of(home, aws, settings, account, report -> {});
    files.recall();
    return files;
  }

  private static LogEvidence evidence(AwsClients aws, Settings settings) {
    return settings.digestChain().every().isZero()
        ? LogEvidence.NONE
        : new TrailEvidence(new TrailStore(new S3LogStore(aws.s3(), settings.provenance())));
  }

  /** Returns the place of the log files; empty without a script of the table of logs. */
  static Optional<LogPartitions> partitions(
      Path home, AwsClients aws, Settings settings, String account) {
    return logs(scripts(home, aws, settings, account)).map(LogPartitions::of);
  }

  private static Optional<TableScript> logs(Collection<SchemaScript> scripts) {
    return scripts.stream()
        .filter(it -> it instanceof TableScript && it.name().equals(ReadableLogsSql.LOGS))
        .map(TableScript.class::cast)
        .findFirst();
  }

  private static Collection<SchemaScript> scripts(
      Path home, AwsClients aws, Settings settings, String account) {
    Region region = aws.s3().serviceClientConfiguration().region();
    try {
      return new SchemaScripts(home, Deployment.of(settings, "aws", account, region.id()))
          .all()
          .values();
    } catch (InvalidScriptException e) {
      LOG.warn("reading sql/schema failed: {}", e.getMessage());
      return List.of();
    }
  }
}
