package dev.waybill.bench.fixity;

import dev.waybill.alert.Finding;
import dev.waybill.alert.Report;
import dev.waybill.fixity.DrilledObjects;
import dev.waybill.fixity.FixityCondition;
import dev.waybill.fixity.TileResult;
import dev.waybill.fixity.TileTask;
import dev.waybill.fixity.examine.AuthenticatedEntries;
import dev.waybill.fixity.examine.EntryExaminer;
import dev.waybill.fixity.examine.PromotedPromise;
import dev.waybill.fixity.examine.ReadBudget;
import dev.waybill.fixity.examine.ScopePromises;
import dev.waybill.fixity.examine.TileExaminer;
import dev.waybill.fixity.plan.CycleEnd;
import dev.waybill.fixity.plan.DrillListener;
import dev.waybill.fixity.plan.FixityBudget;
import dev.waybill.fixity.plan.FixityPlanner;
import dev.waybill.fixity.plan.FixityPolicy;
import dev.waybill.fixity.plan.FixityPrices;
import dev.waybill.fixity.plan.FixityStateStore;
import dev.waybill.fixity.plan.LoadGate;
import dev.waybill.fixity.plan.PlanInputs;
import dev.waybill.fixity.report.CycleFacts;
import dev.waybill.fixity.report.CyclePolicy;
import dev.waybill.fixity.report.CycleStatements;
import dev.waybill.fixity.result.ResultStore;
import dev.waybill.fixity.shape.ShapeListener;
import dev.waybill.fixity.shape.ShapeReport;
import dev.waybill.fixity.shape.ShapeScan;
import dev.waybill.fixity.work.TaskMessage;
import dev.waybill.fixity.work.TileWorker;
import dev.waybill.log.CheckpointSigner;
import dev.waybill.log.LogStore;
import dev.waybill.log.check.CheckpointTrust;
import dev.waybill.log.check.LogCheck;
import dev.waybill.log.check.VerifiedLogReader;
import dev.waybill.record.RecordVerifier;
import dev.waybill.settings.CustodyScopes;
import dev.waybill.settings.RawSettings;
import dev.waybill.signing.SigningKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Leader of re-verification without the rest of the service: planner, worker, glance and statements
 * are those of the service; objects, records and listing are generated, and time is virtual.
 */
final class LeaderModel implements PlanInputs {
  private static final Duration EVERY = Duration.ofDays(30);
  private static final Duration GLANCE = Duration.ofDays(1);
  private static final Duration STEP = Duration.ofHours(6);
  private static final int WORKERS = 4;
  private static final long BYTES_PER_SECOND = 100L << 30;
  private static final int REQUESTS_PER_SECOND = 100_000;
  private static final int DOLLARS_PER_DAY = 1_000_000;

  private static final RawSettings RAW =
      new RawSettings(GeneratedCustody.RAW, "incoming/", "processed/", "canary/");

  private final LogStore store;
  private final GeneratedCustody custody;
  private final AdvancingClock clock;
  private final AuthenticatedEntries entries;
  private final RecordVerifier verifier;
  private final SigningKey key;
  private final Queue<TileTask> queue = new ArrayDeque<>();
  private @Nullable CycleEnd ended;
  private long intact;

  LeaderModel(
      LogStore store,
      GeneratedCustody custody,
      CheckpointSigner log,
      SigningKey key,
      AdvancingClock clock) {
    this.store = store;
    this.custody = custody;
    this.clock = clock;
    this.key = key;
    LogCheck check =
        new LogCheck(store, log.origin(), log.keys(), CheckpointTrust.ofKeys(log.keys()));
    entries = new AuthenticatedEntries(new VerifiedLogReader(store, check), EVERY, clock);
    verifier = new RecordVerifier(key.trusted());
  }

  @Override
  public FixityPolicy policy() {
    return new FixityPolicy(
        EVERY,
        GLANCE,
        new FixityBudget(BYTES_PER_SECOND, REQUESTS_PER_SECOND, DOLLARS_PER_DAY),
        FixityPolicy.MIN_FLOOR);
  }

  @Override
  public byte[] seed() {
    return root(entries.size()).orElseThrow().getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public Optional<String> root(long size) {
    return Optional.of(entries.checkpoint(size).root().base64());
  }

  /** Plans and reads one cycle, and states its results. Fails unless all entries are intact. */
  void runCycle() throws InterruptedException {
    ResultStore results = new ResultStore(store);
    try (TileExaminer tiles =
        new TileExaminer(entries, examiner(), DrilledObjects.of(RAW), "bench", WORKERS, clock)) {
      TileWorker worker = new TileWorker(entries, tiles::examine, results, this::count);
      FixityPlanner planner = planner(results);
      while (ended == null) {
        var unused = planner.run(clock.instant());
        workOff(worker);
        clock.advance(STEP);
      }
    }
    if (intact < custody.size()) {
      throw new IllegalStateException(intact + " of " + custody.size() + " entries are intact");
    }
  }

  private void workOff(TileWorker worker) {
    for (TileTask task = queue.poll(); task != null; task = queue.poll()) {
      if (worker.isUnfinished(TaskMessage.of(task))) {
        throw new IllegalStateException("unfinished: " + task);
      }
    }
  }

  private void count(TileResult result) {
    intact +=
        result.examinations().stream()
            .filter(it -> it.condition() == FixityCondition.INTACT)
            .count();
  }

  private EntryExaminer examiner() {
    return new EntryExaminer(
        custody,
        custody,
        CustodyScopes.of(RAW),
        GeneratedCustody.PROVENANCE,
        verifier,
        ScopePromises.of(CustodyScopes.of(RAW), PromotedPromise.NONE),
        ReadBudget.UNLIMITED,
        clock);
  }

  private FixityPlanner planner(ResultStore results) {
    return new FixityPlanner(
        new FixityStateStore(store),
        new FixityPlanner.Ports(
            entries,
            results::read,
            queue::addAll,
            FixityPrices.ofRegion("us-east-1"),
            GeneratedCustody.PROVENANCE,
            List::of,
            Set::of,
            LeaderModel::requireNoFinding,
            DrillListener.NONE),
        this,
        this::state,
        new LoadGate(() -> Duration.ZERO, Duration.ofMinutes(1)));
  }

  private static void requireNoFinding(Report report) {
    if (report instanceof Finding) {
      throw new IllegalStateException("found: " + report);
    }
  }

  private void state(CycleEnd end) {
    CyclePolicy policy =
        new CyclePolicy(EVERY, GLANCE, BYTES_PER_SECOND, REQUESTS_PER_SECOND, DOLLARS_PER_DAY);
    var unused =
        new CycleStatements(
                store, GeneratedCustody.PROVENANCE, "bench", key::seal, verifier, entry -> {})
            .publish(
                new CycleFacts(
                    end.cycle().id(),
                    end.ended(),
                    entries.checkpoint(end.cycle().size()),
                    entries.checkpoint(entries.size()),
                    policy));
    ended = end;
  }

  /** Compares the log with the listing. Fails unless everything is listed, and nothing suspect. */
  void glance(Path temporary) throws InterruptedException {
    ShapeReport report =
        new ShapeScan(custody, entries, RAW, temporary, WORKERS, clock).run(ShapeListener.NONE);
    boolean isWhole = report.listed() == custody.size() && report.entries() == custody.size();
    if (!isWhole || report.suspected() > 0) {
      throw new IllegalStateException("the glance found " + report);
    }
  }
}
