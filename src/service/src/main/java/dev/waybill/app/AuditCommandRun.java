package dev.waybill.app;

import dev.waybill.audit.QueryEnd;
import dev.waybill.audit.Window;
import dev.waybill.audit.catalog.AuditCatalog;
import dev.waybill.audit.catalog.AuditQuery;
import dev.waybill.audit.catalog.LintResult;
import dev.waybill.audit.catalog.PlannerSource;
import dev.waybill.audit.catalog.UnknownAuditException;
import dev.waybill.audit.run.InspectedLogs;
import dev.waybill.audit.tuning.TunedAudits;
import dev.waybill.aws.AthenaQueries;
import dev.waybill.aws.AwsClients;
import dev.waybill.cli.AuditService;
import dev.waybill.settings.AuditRunSettings;
import dev.waybill.settings.Settings;
import dev.waybill.startup.KmsKeyCheck;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Command {@code waybill audit}. */
public final class AuditCommandRun implements AuditService {
  private final PlannerSource engine;

  /**
   * @param engine the source of planners for {@code audit lint}
   */
  public AuditCommandRun(PlannerSource engine) {
    this.engine = engine;
  }

  @Override
  public List<Listed> list(Path home, Settings settings) {
    AuditRunSettings runs = settings.auditRuns();
    return TunedAudits.all(AuditCatalog.load(home), runs.tunings(), Map.of()).queries().stream()
        .map(it -> new Listed(it, runs.enabled() && runs.tuning(it.id()).enabled()))
        .toList();
  }

  @Override
  public Answer run(Path home, Settings settings, String id, Duration since, Progress progress)
      throws InterruptedException {
    AuditCatalog catalog = AuditCatalog.load(home);
    AuditQuery query =
        catalog
            .find(id)
            .orElseThrow(
                () ->
                    new UnknownAuditException(
                        "there is no audit " + id + "; list the audits with waybill audit list"));
    try (AwsClients aws = AwsClients.forCommands(settings)) {
      InspectedLogs logFiles = LogFilesWiring.inspected(home, aws, settings);
      return run(aws, settings, logFiles, catalog, query, since, progress);
    }
  }

  static Answer run(
      AwsClients aws,
      Settings settings,
      InspectedLogs logFiles,
      AuditCatalog catalog,
      AuditQuery query,
      Duration since,
      Progress progress)
      throws InterruptedException {
    TunedAudits audits =
        TunedAudits.all(
            catalog,
            settings.auditRuns().tunings(),
            AuditWiring.audited(aws, settings, KmsKeyCheck.expected(aws.kms(), settings)));
    Instant now = Instant.now();
    Window window = Window.last(since, now.truncatedTo(ChronoUnit.MILLIS));
    AthenaQueries athena = new AthenaQueries(aws.athena(), settings.audit());
    progress.started(query, window);
    String sql = logFiles.readable(audits.sql(query, window), window);
    String queryId = athena.start(sql, UUID.randomUUID().toString());
    QueryEnd end = athena.await(queryId, settings.auditRuns().queryTimeout(), progress::running);
    LongAdder rows = new LongAdder();
    if (end instanceof QueryEnd.Answered) {
      athena.rows(
          queryId,
          row -> {
            rows.increment();
            progress.row(row);
          });
    }
    return new Answer(end, rows.sum(), Duration.between(now, Instant.now()));
  }

  @Override
  public Lint lint(
      Path home, Settings settings, @Nullable String only, Consumer<LintResult> listener) {
    return new AuditLintCommandRun(engine, home, settings, only, listener).run();
  }
}
