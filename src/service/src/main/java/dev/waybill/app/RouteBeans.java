package dev.waybill.app;

import dev.waybill.alert.reporting.SelfFindingReporter;
import dev.waybill.audit.run.LeaderCheck;
import dev.waybill.baseline.BaselineReporter;
import dev.waybill.camel.BackfillStep;
import dev.waybill.camel.CanaryStep;
import dev.waybill.camel.DigestStep;
import dev.waybill.camel.FailureHandler;
import dev.waybill.camel.HookStep;
import dev.waybill.camel.HookTags;
import dev.waybill.camel.IntakeStep;
import dev.waybill.camel.OutcomeRecorder;
import dev.waybill.camel.PromotionStep;
import dev.waybill.camel.SealStep;
import dev.waybill.camel.ServerDigestStep;
import dev.waybill.camel.alert.AlertRouting;
import dev.waybill.camel.alert.AlertSinks;
import dev.waybill.camel.alert.AlertStep;
import dev.waybill.camel.audit.AuditStep;
import dev.waybill.drill.DrillTask;
import dev.waybill.fixity.plan.PlannerTask;
import dev.waybill.fixity.shape.GlanceTask;
import dev.waybill.fixity.work.TileWorker;
import dev.waybill.log.LogTask;
import dev.waybill.reconcile.daily.ReconcileTask;
import dev.waybill.trail.run.TrailTask;
import java.util.Map;
import java.util.Set;

/** Names that the service binds for its routes. */
public final class RouteBeans {
  /** Beans whose methods routes call, with the class that a service with every part binds. */
  public static final Map<String, Class<?>> CALLED =
      Map.ofEntries(
          Map.entry("alert", AlertStep.class),
          Map.entry("alertRouting", AlertRouting.class),
          Map.entry("audit", AuditStep.class),
          Map.entry("backfill", BackfillStep.class),
          Map.entry("backfillPlan", LogTask.class),
          Map.entry("baseline", BaselineReporter.class),
          Map.entry("canary", CanaryStep.class),
          Map.entry("claimsCheck", LogTask.class),
          Map.entry("digest", DigestStep.class),
          Map.entry("digestChain", TrailTask.class),
          Map.entry("drills", DrillTask.class),
          Map.entry("failures", FailureHandler.class),
          Map.entry("findings", SelfFindingReporter.class),
          Map.entry("fixityGlance", GlanceTask.class),
          Map.entry("fixityPlan", PlannerTask.class),
          Map.entry("fixityWorker", TileWorker.class),
          Map.entry("hooks", HookStep.class),
          Map.entry("intake", IntakeStep.class),
          Map.entry("leader", LeaderCheck.class),
          Map.entry("ledger", OutcomeRecorder.class),
          Map.entry("logAnchors", LogTask.class),
          Map.entry("logRecords", LogTask.class),
          Map.entry("logSequencer", LogTask.class),
          Map.entry("logTables", LogTask.class),
          Map.entry("logTimestamps", LogTask.class),
          Map.entry("logWatch", LogTask.class),
          Map.entry("logWitnesses", LogTask.class),
          Map.entry("objectTags", HookTags.class),
          Map.entry("promotion", PromotionStep.class),
          Map.entry("provenance", SealStep.class),
          Map.entry("reconciliation", ReconcileTask.class),
          Map.entry("serverDigest", ServerDigestStep.class),
          Map.entry("sinks", AlertSinks.class));

  /** Beans that endpoints and steps refer to, and that no route calls. */
  public static final Set<String> REFERRED =
      Set.of(
          "athena",
          "backfillSqs",
          "backfillWorkers",
          "eventbridge",
          "everyRecord",
          "fixitySqs",
          "intakeGate",
          "s3",
          "signingKey",
          "sns",
          "sqs",
          "workers");

  private RouteBeans() {}
}
