package dev.waybill.status;

import dev.waybill.alert.AlertEvent;
import dev.waybill.alert.Finding;
import dev.waybill.alert.FindingEvent;
import dev.waybill.alert.IncidentName;
import dev.waybill.alert.Severity;
import dev.waybill.alert.incident.DecisionRequest;
import dev.waybill.alert.incident.InMemoryIncidentStore;
import dev.waybill.alert.incident.IncidentDesk;
import dev.waybill.alert.incident.IncidentMonitor;
import dev.waybill.alert.incident.IncidentPolicy;
import dev.waybill.alert.incident.Incidents;
import dev.waybill.fixity.plan.PlannerStatus;
import dev.waybill.log.InMemoryLogStore;
import dev.waybill.log.LogPaths;
import dev.waybill.log.cosign.PublishedTree;
import dev.waybill.log.cosign.WitnessStanding;
import dev.waybill.reconcile.ReconcileSums;
import dev.waybill.reconcile.ReconcileVerdict;
import dev.waybill.reconcile.Reconciliation;
import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.TreeHash;
import dev.waybill.signing.LogKeys;
import dev.waybill.trail.RegionTrail;
import dev.waybill.trail.TrailFault;
import dev.waybill.trail.TrailFaultKind;
import dev.waybill.trail.run.TrailState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sources of status pages, from the classes that the service uses. */
public final class SampleStatus {
  private final Instant now;
  private final Clock clock;
  private final Map<String, DecisionRequest> decisions = new LinkedHashMap<>();

  public SampleStatus(Instant now) {
    this.now = now;
    clock = Clock.fixed(now, ZoneOffset.UTC);
  }

  /** Adds a decision of a person about the incident with a uid. */
  public SampleStatus decide(String uid, DecisionRequest decision) {
    decisions.put(uid, decision);
    return this;
  }

  /** Returns sources of which none is known. */
  public static StatusSources unknown() {
    return new StatusSources(
        StatusSource.none("no complete reconciliation of the last days is there"),
        () -> {
          throw new IllegalStateException("secret-bucket of 111122223333");
        },
        StatusSource.none("this replica has not planned it; the leader's page shows it"),
        StatusSource.none("the log has no checkpoint yet"),
        StatusSource.none("no digest was verified yet"),
        StatusSource.none("this replica has not checked them lately"));
  }

  /**
   * Returns sources of a service that is well.
   *
   * @param coverage status of the planner
   * @param findings findings of the open incidents
   */
  public StatusSources whole(PlannerStatus coverage, boolean names, List<Finding> findings) {
    return sources(coverage, 0, false, names, findings);
  }

  /** Returns sources of a service on which everything went wrong. */
  public StatusSources broken(PlannerStatus coverage, boolean names, List<Finding> findings) {
    return sources(coverage, 3, true, names, findings);
  }

  private StatusSources sources(
      PlannerStatus planned, long wrong, boolean isLate, boolean names, List<Finding> findings) {
    CoverageFeed coverage = new CoverageFeed(clock);
    coverage.planned(planned);
    IncidentMonitor incidents = incidents(findings);
    long size = planned.plan() == null ? 1 : planned.plan().size();
    return new StatusSources(
        () -> reconciliation(size, wrong),
        () -> backlog(wrong),
        coverage,
        log(size, isLate),
        () -> trail(isLate),
        () -> IncidentStatus.of(incidents.open(), now, names));
  }

  /** Returns the reconciliation of a number of versions, some of them without an explanation. */
  public Reconciliation reconciliation(long versions, long wrong) {
    Map<ReconcileVerdict, Long> counts = new EnumMap<>(ReconcileVerdict.class);
    counts.put(ReconcileVerdict.RETIRED, versions / 50);
    counts.put(ReconcileVerdict.VANISHED, wrong);
    counts.put(ReconcileVerdict.HIDDEN, 2 * wrong);
    counts.put(ReconcileVerdict.ACCOUNTED, versions - versions / 50 - 3 * wrong);
    return new Reconciliation(
        now.minus(Duration.ofHours(7)),
        counts,
        118,
        new ReconcileSums(versions - versions / 50, versions, versions / 3, versions + 118, 0),
        List.of(),
        List.of(),
        Map.of());
  }

  /** Returns a backlog with some dead letters. */
  public BacklogStatus backlog(long dead) {
    return new BacklogStatus(
        StatusPart.of(41L),
        StatusPart.of(Duration.ofSeconds(3)),
        12,
        StatusPart.of(dead),
        StatusPart.of(27L),
        8_214_077,
        1_204,
        dead);
  }

  private StatusSource<LogStatus> log(long size, boolean isLate) {
    LogKeys keys = LogKeys.generate("caa304-provenance/log", clock);
    InMemoryLogStore store = new InMemoryLogStore();
    store.setTime(now.minusSeconds(41));
    Checkpoint checkpoint = new Checkpoint(keys.origin(), size, TreeHash.ofEntry(new byte[1]));
    store.put(LogPaths.CHECKPOINT, keys.sign(checkpoint).bytes());
    List<WitnessStanding> witnesses =
        List.of(
            new WitnessStanding("witness.example/north", size, now.minusSeconds(38), "cosigned"),
            isLate
                ? new WitnessStanding("witness.example/south", null, null, "rejected")
                : new WitnessStanding(
                    "witness.example/south", size, now.minusSeconds(36), "cosigned"));
    return () -> {
      PublishedTree tree = PublishedTree.read(store, keys.keys()).orElseThrow();
      return new LogStatus(
          tree.size(),
          tree.publishedAt(),
          "leader: this replica runs the schedules",
          StatusPart.of(witnesses));
    };
  }

  private TrailState trail(boolean isLate) {
    TrailFault fault =
        new TrailFault(TrailFaultKind.TIME_GAP, "AWSLogs/…", "v", "a gap of 1 h", now);
    return new TrailState(
        now.minus(Duration.ofMinutes(12)),
        List.of(
            region("eu-central-1", Duration.ofMinutes(52), List.of()),
            region("eu-west-1", Duration.ofMinutes(58), isLate ? List.of(fault) : List.of()),
            region("us-east-1", Duration.ofMinutes(47), List.of())));
  }

  private TrailState.Region region(String name, Duration behind, List<TrailFault> faults) {
    RegionTrail place = new RegionTrail("AWSLogs/111122223333/", "111122223333", name);
    return new TrailState.Region(place, now.minus(behind), "key", "", "", faults);
  }

  /** Returns a finding. */
  public Finding finding(String rule, String uid, Severity severity, String title, String message) {
    return new Finding(
        uid, rule, title, severity, message, "fix it", "arn", now.minus(Duration.ofHours(5)));
  }

  private IncidentMonitor incidents(List<Finding> findings) {
    InMemoryIncidentStore store = new InMemoryIncidentStore();
    IncidentPolicy policy =
        new IncidentPolicy(
            Duration.ofDays(1),
            Duration.ofMinutes(15),
            rule -> Duration.ofDays(2),
            IncidentPolicy.LEASE,
            1000);
    Incidents incidents = new Incidents(store, policy, new FindingEvent("raw", "0.1.0"), clock);
    Deque<AlertEvent> due = new ArrayDeque<>();
    findings.forEach(it -> due.addAll(incidents.register(it)));
    for (AlertEvent event = due.poll(); event != null; event = due.poll()) {
      due.addAll(incidents.delivered(event));
    }
    IncidentDesk desk = new IncidentDesk(store, clock);
    findings.stream()
        .filter(it -> decisions.containsKey(it.uid()))
        .forEach(it -> desk.decide(IncidentName.shortId(it.uid()), decisions.get(it.uid())));
    IncidentMonitor monitor = new IncidentMonitor(store, incidents);
    monitor.check();
    return monitor;
  }
}
