package dev.waybill.app;

import dev.waybill.audit.LookBackPolicy;
import dev.waybill.audit.cases.AttackCases;
import dev.waybill.audit.cases.CaseIdentities;
import dev.waybill.audit.catalog.AuditCatalog;
import dev.waybill.audit.catalog.AuditQuery;
import dev.waybill.audit.catalog.DeploymentValues;
import dev.waybill.audit.run.AuditListener;
import dev.waybill.audit.run.AuditRuns;
import dev.waybill.audit.run.EmptyScanCheck;
import dev.waybill.audit.run.InspectedLogs;
import dev.waybill.audit.run.LeaderCheck;
import dev.waybill.audit.tuning.TunedAudits;
import dev.waybill.aws.AuditArchive;
import dev.waybill.aws.AwsClients;
import dev.waybill.aws.CaseArchive;
import dev.waybill.aws.identity.CallerIdentity;
import dev.waybill.camel.audit.AuditStep;
import dev.waybill.settings.AuditRunSettings;
import dev.waybill.settings.Settings;
import dev.waybill.startup.SigningKeys;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.model.ModelCamelContext;
import org.jspecify.annotations.Nullable;

/** Wiring of the route 50-audit, with one timer for each enabled audit. */
final class AuditWiring {
  /** Account of the local profile, which does not look up its credentials. */
  private static final String UNKNOWN_ACCOUNT = "000000000000";

  /** Longest interval between two checks whether an audit is due. */
  private static final Duration MAX_CHECK_INTERVAL = Duration.ofMinutes(5);

  private static final String TEMPLATE = "50-audit-when";

  /** Interval between the first runs of two audits, which spreads the queries of a start. */
  private static final long FIRST_RUN_INTERVAL_MILLIS = 1000;

  private final AuditRunSettings settings;
  private final TunedAudits audits;

  private AuditWiring(AuditRunSettings settings, TunedAudits audits) {
    this.settings = settings;
    this.audits = audits;
  }

  /**
   * Binds the beans.
   *
   * @param home home directory, with the scripts of the tables
   * @param kmsKey the ARN of the required KMS key; null when none is required
   * @param claims claims of the service's calls, whose files the audits read
   * @param newRows receives each row that no earlier run judged; never throws and does not block
   * @throws dev.waybill.audit.tuning.InvalidTuningException when a setting of an audit is wrong
   */
  static AuditWiring bind(
      Main main,
      Path home,
      AuditCatalog catalog,
      AwsClients aws,
      Settings all,
      @Nullable String kmsKey,
      Leadership leadership,
      ClaimsWiring claims,
      AuditListener listener,
      Consumer<Map<String, String>> newRows) {
    AuditRunSettings settings = all.auditRuns();
    Map<String, String> deployment = audited(aws, all, kmsKey);
    TunedAudits audits = new TunedAudits(catalog, settings.tunings(), deployment);
    InspectedLogs logFiles =
        LogFilesWiring.of(
            home,
            aws,
            all,
            deployment.getOrDefault("account", UNKNOWN_ACCOUNT),
            new AlertRouteProducer(main));
    Clock clock = Clock.systemUTC();
    AuditRuns runs =
        new AuditRuns(
            new AuditArchive(aws.s3(), all.audit().results()),
            new LookBackPolicy(settings.lookBack(), settings.catchUp()),
            leadership.takeover(),
            settings.queryTimeout().plus(Duration.ofMinutes(1)),
            logFiles,
            cases(aws, all, deployment, clock),
            clock);
    main.bind("leader", new LeaderCheck(leadership::leads));
    main.bind("athena", aws.athena());
    main.bind(
        "audit",
        new AuditStep(
            claims.trusted(audits),
            runs,
            logFiles,
            aws.athena(),
            settings.queryTimeout(),
            new EmptyScanCheck(all.canary().loggedWithin()),
            listener,
            newRows,
            clock));
    return new AuditWiring(settings, audits);
  }

  private static AttackCases cases(
      AwsClients aws, Settings all, Map<String, String> deployment, Clock clock) {
    AuditRunSettings settings = all.auditRuns();
    CaseIdentities identities =
        new CaseIdentities(
            deployment.getOrDefault("account", UNKNOWN_ACCOUNT),
            all.serviceRole(),
            settings.cases().trusted());
    return new AttackCases(
        new CaseArchive(aws.s3(), all.audit().results()),
        identities,
        settings.cases().within(),
        settings.catchUp(),
        clock);
  }

  /** Returns the values of the deployment that audits may name. */
  static Map<String, String> deployment(
      AwsClients aws, Settings settings, @Nullable String kmsKey) {
    String account = aws.identity().map(CallerIdentity::account).orElse(UNKNOWN_ACCOUNT);
    Map<String, String> values = new HashMap<>(DeploymentValues.of(settings, account));
    if (kmsKey != null) {
      values.put("kms.key", kmsKey);
    }
    return values;
  }

  /** Returns the values of {@link #deployment}, with the ARN of a signing key that delegates. */
  static Map<String, String> audited(AwsClients aws, Settings settings, @Nullable String kmsKey) {
    Map<String, String> values = new HashMap<>(deployment(aws, settings, kmsKey));
    values.computeIfPresent(
        "signing.key", (name, key) -> key.isEmpty() ? key : SigningKeys.arn(aws, settings));
    return values;
  }

  /** Returns the values of the route's placeholders. */
  static Properties properties(AuditRunSettings settings) {
    Properties properties = new Properties();
    properties.setProperty("waybill.audit.concurrent", Integer.toString(settings.concurrent()));
    return properties;
  }

  /**
   * Returns the interval of an audit's timer. It is shorter than a long schedule, so that an audit
   * that failed, or whose leader died, runs again soon.
   */
  private static Duration checkInterval(AuditQuery query) {
    return query.schedule().compareTo(MAX_CHECK_INTERVAL) < 0
        ? query.schedule()
        : MAX_CHECK_INTERVAL;
  }

  /** Creates one route per audit from the template; they start with the other routes. */
  void schedule(CamelContext context) throws Exception {
    boolean hasTemplate =
        ((ModelCamelContext) context).getRouteTemplateDefinition(TEMPLATE) != null;
    if (!settings.enabled() || !hasTemplate) {
      return;
    }
    long first = Long.parseLong(context.resolvePropertyPlaceholders("{{audit.first:5000}}"));
    List<AuditQuery> byFrequency = new ArrayList<>(audits.queries());
    byFrequency.sort(Comparator.comparing(AuditQuery::schedule));
    for (AuditQuery query : byFrequency) {
      String unused =
          context.addRouteFromTemplate(
              TEMPLATE + "-" + query.id(),
              TEMPLATE,
              Map.of(
                  "audit", query.id(),
                  "first", Long.toString(first),
                  "period", Long.toString(checkInterval(query).toMillis())));
      first += FIRST_RUN_INTERVAL_MILLIS;
    }
  }
}
