package dev.waybill.app;

import dev.waybill.audit.LookBackPolicy;
import dev.waybill.audit.catalog.AuditCatalog;
import dev.waybill.audit.catalog.AuditQuery;
import dev.waybill.audit.catalog.DeploymentValues;
import dev.waybill.audit.run.AuditListener;
import dev.waybill.audit.run.AuditRuns;
import dev.waybill.audit.run.EmptyScanCheck;
import dev.waybill.audit.run.LeaderCheck;
import dev.waybill.audit.tuning.TunedAudits;
import dev.waybill.aws.AuditArchive;
import dev.waybill.aws.AwsClients;
import dev.waybill.aws.identity.CallerIdentity;
import dev.waybill.camel.audit.AuditStep;
import dev.waybill.settings.AuditRunSettings;
import dev.waybill.settings.Settings;
import dev.waybill.startup.StartupException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.model.ModelCamelContext;
import org.jspecify.annotations.Nullable;

/** The beans of the route 50-audit, and one timer for each audit that is on. */
final class AuditWiring {
  /** Where credentials are not looked at, as in the local profile. */
  private static final String UNKNOWN_ACCOUNT = "000000000000";

  private static final Duration LOOK = Duration.ofMinutes(5);
  private static final String TEMPLATE = "50-audit-when";

  /** From one audit's first run to the next one's, so that a start asks Athena bit by bit. */
  private static final long APART = 1000;

  private final AuditRunSettings settings;
  private final TunedAudits audits;

  private AuditWiring(AuditRunSettings settings, TunedAudits audits) {
    this.settings = settings;
    this.audits = audits;
  }

  /**
   * Binds the beans.
   *
   * @param kmsKey the ARN that objects must be encrypted under; null when none is required
   * @throws StartupException when a setting about an audit is wrong
   */
  static AuditWiring bind(
      Main main,
      AuditCatalog catalog,
      AwsClients aws,
      Settings all,
      @Nullable String kmsKey,
      Leadership leadership,
      AuditListener listener) {
    AuditRunSettings settings = all.auditRuns();
    TunedAudits audits = new TunedAudits(catalog, settings.tunings(), deployment(aws, all, kmsKey));
    Clock clock = Clock.systemUTC();
    AuditRuns runs =
        new AuditRuns(
            new AuditArchive(aws.s3(), all.audit().results()),
            new LookBackPolicy(settings.lookBack(), settings.catchUp()),
            leadership.takeover(),
            settings.queryTimeout().plus(Duration.ofMinutes(1)),
            clock);
    main.bind("leader", new LeaderCheck(leadership::leads));
    main.bind("athena", aws.athena());
    main.bind(
        "audit",
        new AuditStep(
            audits,
            runs,
            aws.athena(),
            settings.queryTimeout(),
            new EmptyScanCheck(all.canary().loggedWithin()),
            listener,
            clock));
    return new AuditWiring(settings, audits);
  }

  /** What audits may name of the deployment. */
  static Map<String, String> deployment(
      AwsClients aws, Settings settings, @Nullable String kmsKey) {
    String account = aws.identity().map(CallerIdentity::account).orElse(UNKNOWN_ACCOUNT);
    Map<String, String> values = new HashMap<>(DeploymentValues.of(settings, account));
    if (kmsKey != null) {
      values.put("kms.key", kmsKey);
    }
    return values;
  }

  /** For the route's placeholders. */
  Properties properties() {
    Properties properties = new Properties();
    properties.setProperty("waybill.audit.concurrent", Integer.toString(settings.concurrent()));
    return properties;
  }

  /** More often than it is due: one that failed, or whose leader died, does not wait for a day. */
  private static Duration look(AuditQuery query) {
    return query.schedule().compareTo(LOOK) < 0 ? query.schedule() : LOOK;
  }

  /** Makes the template's routes, which are started with the others. */
  void schedule(CamelContext context) throws Exception {
    boolean hasTemplate =
        ((ModelCamelContext) context).getRouteTemplateDefinition(TEMPLATE) != null;
    if (!settings.enabled() || !hasTemplate) {
      return;
    }
    long first = Long.parseLong(context.resolvePropertyPlaceholders("{{audit.first:5000}}"));
    List<AuditQuery> soonest = new ArrayList<>(audits.queries());
    soonest.sort(Comparator.comparing(AuditQuery::schedule));
    for (AuditQuery query : soonest) {
      String unused =
          context.addRouteFromTemplate(
              TEMPLATE + "-" + query.id(),
              TEMPLATE,
              Map.of(
                  "audit", query.id(),
                  "first", Long.toString(first),
                  "period", Long.toString(look(query).toMillis())));
      first += APART;
    }
  }
}
