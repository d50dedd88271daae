package dev.waybill.fixity.second;

import dev.waybill.cli.FixityService;
import dev.waybill.cli.SecondReadService;
import dev.waybill.fixity.FixityCondition;
import dev.waybill.fixity.plan.FixityPrices;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Samples of readings. */
public final class SecondReadSamples {
  private static final Instant NOW = Instant.parse("2026-11-29T19:23:00.25Z");
  private static final ObjectVersion VERSION = new ObjectVersion("raw", "processed/\u001b", "v1");

  private SecondReadSamples() {}

  public static PreparedRead prepared(long sealed, long objects, long bytes) {
    return new PreparedRead(
        new ReadScope("", 1, 1),
        10,
        NOW,
        sealed,
        1,
        2,
        new ReadManifest(objects == 0 ? List.of() : List.of(VERSION)),
        new ReadPrice(objects, bytes, 14, FixityPrices.ofRegion("us-east-1")));
  }

  public static SecondReport report(long verified, List<SecondFinding> findings) {
    return report(verified, findings, Map.of());
  }

  public static SecondReport reportWithProblem(long verified) {
    return report(verified, List.of(), Map.of(ReportProblem.ROW_FOREIGN, 2L));
  }

  private static SecondReport report(
      long verified, List<SecondFinding> findings, Map<ReportProblem, Long> problems) {
    StartedRead read =
        new StartedRead(
            "20261129T192300250Z",
            "job",
            "results",
            "second-read/20261129T192300250Z/",
            new ReadScope("", 1, 1),
            10,
            NOW,
            Sha256.hash("manifest"));
    long sealed = verified + findings.size();
    return new SecondReport(
        read,
        new JobState(JobState.Phase.COMPLETE, sealed, sealed, 0, ""),
        sealed,
        verified,
        findings,
        sealed,
        problems,
        new TreeMap<>());
  }

  public static SecondFinding altered() {
    return new SecondFinding(7, SecondOutcome.ALTERED, VERSION, "", FixityCondition.ALTERED);
  }

  public static SecondFinding failed() {
    return new SecondFinding(7, SecondOutcome.FAILED, VERSION, "AccessDenied", null);
  }

  public static SecondReadService.Order order(String prefix, int part, int parts, int minutes) {
    return new SecondReadService.Order(
        new ReadScope(prefix, part, parts), Duration.ofMinutes(minutes), "r");
  }

  /** Returns a service of the other commands, which no test of this one calls. */
  public static FixityService noFixity() {
    return (FixityService)
        Proxy.newProxyInstance(
            SecondReadSamples.class.getClassLoader(),
            new Class<?>[] {FixityService.class},
            (proxy, method, arguments) -> {
              throw new IllegalStateException(method.getName());
            });
  }
}
