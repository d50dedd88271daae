package dev.waybill.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.alert.reporting.SelfFindingReporter;
import dev.waybill.audit.run.LeaderCheck;
import dev.waybill.baseline.BaselineReporter;
import dev.waybill.camel.CanaryStep;
import dev.waybill.camel.DigestStep;
import dev.waybill.camel.FailureHandler;
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
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Beans of the route files: the fakes of this package must not hide a method that is missing. */
final class RouteBeansTest {
  private static final Pattern CALL = Pattern.compile("\\bref: (\\w+)\\s+method: (\\w+)");
  private static final Pattern BEAN = Pattern.compile("\\bref: ");

  private static final Map<String, Class<?>> CLASSES =
      Map.ofEntries(
          Map.entry("alert", AlertStep.class),
          Map.entry("alertRouting", AlertRouting.class),
          Map.entry("audit", AuditStep.class),
          Map.entry("baseline", BaselineReporter.class),
          Map.entry("canary", CanaryStep.class),
          Map.entry("claimsCheck", LogTask.class),
          Map.entry("digest", DigestStep.class),
          Map.entry("drills", DrillTask.class),
          Map.entry("failures", FailureHandler.class),
          Map.entry("findings", SelfFindingReporter.class),
          Map.entry("fixityGlance", GlanceTask.class),
          Map.entry("fixityPlan", PlannerTask.class),
          Map.entry("fixityWorker", TileWorker.class),
          Map.entry("intake", IntakeStep.class),
          Map.entry("leader", LeaderCheck.class),
          Map.entry("ledger", OutcomeRecorder.class),
          Map.entry("logAnchors", LogTask.class),
          Map.entry("logRecords", LogTask.class),
          Map.entry("logSequencer", LogTask.class),
          Map.entry("logTables", LogTask.class),
          Map.entry("logTimestamps", LogTask.class),
          Map.entry("reconciliation", ReconcileTask.class),
          Map.entry("digestChain", TrailTask.class),
          Map.entry("logWatch", LogTask.class),
          Map.entry("logWitnesses", LogTask.class),
          Map.entry("promotion", PromotionStep.class),
          Map.entry("provenance", SealStep.class),
          Map.entry("serverDigest", ServerDigestStep.class),
          Map.entry("sinks", AlertSinks.class));

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("routes"))) {
      return files.toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void callsOnlyPublicMethodsOfRealBeans(Path file) throws IOException {
    String route = Files.readString(file);

    assertThat(CALL.matcher(route).results().count())
        .as("bean references with a method directly below")
        .isEqualTo(BEAN.matcher(route).results().count());
    assertThat(CALL.matcher(route).results())
        .allSatisfy(
            call -> {
              assertThat(CLASSES).containsKey(call.group(1));
              assertThat(CLASSES.get(call.group(1)).getMethods())
                  .extracting(Method::getName)
                  .contains(call.group(2));
            });
  }
}
