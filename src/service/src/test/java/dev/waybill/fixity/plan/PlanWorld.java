package dev.waybill.fixity.plan;

import dev.waybill.alert.Finding;
import dev.waybill.alert.FindingEnd;
import dev.waybill.alert.Report;
import dev.waybill.fixity.Examination;
import dev.waybill.fixity.FixityCondition;
import dev.waybill.fixity.FixityPaths;
import dev.waybill.fixity.Rung;
import dev.waybill.fixity.TileRange;
import dev.waybill.fixity.TileResult;
import dev.waybill.fixity.TileTask;
import dev.waybill.fixity.watch.WatchedDefect;
import dev.waybill.log.InMemoryLogStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/** Store, queue, workers and leaders of re-verification in virtual time. */
final class PlanWorld {
  static final Instant BEGIN = Instant.parse("2026-11-29T12:00:00Z");
  static final String BUCKET = "caa304-provenance";

  final InMemoryLogStore store = new InMemoryLogStore();
  final FixityStateStore states = new FixityStateStore(store);
  final SampleEntries log;
  final Map<String, TileResult> results = new TreeMap<>();
  final List<Message> queue = new ArrayList<>();
  final List<TileTask> sent = new ArrayList<>();
  final List<CycleEnd> ends = new ArrayList<>();
  final List<Report> reports = new ArrayList<>();

  /** Conditions that workers find, by index of the entry; intact when there is none. */
  final Map<Long, FixityCondition> conditions = new HashMap<>();

  /** Keys of results that cannot be used. */
  final Set<String> unusable = new HashSet<>();

  /** Findings whose incidents are open, as the monitor of incidents says. */
  List<OpenFinding> incidents = List.of();

  /** Defects that were found outside of the cycle. */
  Set<WatchedDefect> watched = Set.of();

  FixityPolicy policy;
  Instant now = BEGIN;
  Duration oldestMessage = Duration.ZERO;
  LongFunction<byte[]> seeds = number -> ("checkpoint " + number).getBytes(StandardCharsets.UTF_8);

  /**
   * Message of the queue.
   *
   * @param at time from which a worker may take it
   */
  record Message(TileTask task, Instant at) {}

  PlanWorld(SampleEntries log, FixityPolicy policy) {
    this.log = log;
    this.policy = policy;
  }

  static FixityPolicy policy(Duration every, FixityBudget budget) {
    return new FixityPolicy(every, every.dividedBy(2), budget, 0.1);
  }

  FixityPlanner leader() {
    return leader(ends::add);
  }

  FixityPlanner leader(CycleEndListener listener) {
    return new FixityPlanner(
        states,
        new FixityPlanner.Ports(
            log,
            this::result,
            this::send,
            FixityPrices.ofRegion("eu-west-1"),
            BUCKET,
            () -> incidents,
            () -> watched,
            reports::add,
            DrillListener.NONE),
        new PlanInputs() {
          @Override
          public FixityPolicy policy() {
            return policy;
          }

          @Override
          public byte[] seed() {
            return seeds.apply(now.getEpochSecond() / 86_400);
          }

          @Override
          public Optional<String> root(long size) {
            return Optional.empty();
          }
        },
        listener,
        new LoadGate(() -> oldestMessage, Duration.ofMinutes(1)));
  }

  private Optional<TileResult> result(String key) {
    if (unusable.contains(key)) {
      throw new IllegalArgumentException("the object is no result");
    }
    return Optional.ofNullable(results.get(key));
  }

  private void send(List<TileTask> tasks) {
    sent.addAll(tasks);
    tasks.forEach(it -> queue.add(new Message(it, now)));
  }

  void advance(Duration by) {
    now = now.plus(by);
    store.setTime(now);
  }

  /** Takes every message that may be taken, and examines it. */
  void workAll() {
    List<Message> taken = queue.stream().filter(it -> !it.at().isAfter(now)).toList();
    queue.removeAll(taken);
    taken.forEach(it -> examine(it.task()));
  }

  /** Examines a task as a worker does: a result that exists is not written again. */
  void examine(TileTask task) {
    String key = FixityPaths.result(task);
    if (results.containsKey(key)) {
      return;
    }
    TileRange range = task.range();
    List<Examination> all =
        LongStream.range(range.from(), range.to()).mapToObj(this::examination).toList();
    results.put(key, new TileResult(task, "worker", now, now, all));
    store.put(key, new byte[0]);
  }

  private Examination examination(long index) {
    FixityCondition condition = conditions.getOrDefault(index, FixityCondition.INTACT);
    Rung rung = condition.kind() == FixityCondition.Kind.OPEN ? Rung.ATTESTED : Rung.BYTES;
    return new Examination(index, rung, condition, 1, 1, null, null, null);
  }

  /** Returns the times at which each tile was examined as a whole, in their order. */
  Map<Long, List<Instant>> passes() {
    Map<Long, List<Instant>> passes = new TreeMap<>();
    results.values().stream()
        .filter(it -> it.range().width() == TileRange.FULL)
        .sorted(Comparator.comparing(TileResult::began))
        .forEach(
            it ->
                passes
                    .computeIfAbsent(it.range().tile(), key -> new ArrayList<>())
                    .add(it.began()));
    return passes;
  }

  Coverage coverage() {
    FixityPlan plan = states.current().orElseThrow();
    return Coverage.of(states.all(plan.size()), plan, now);
  }

  /** Returns the uids of findings that were reported and have not ended. */
  Set<String> openFindings() {
    Set<String> open = new HashSet<>();
    for (Report report : reports) {
      if (report instanceof Finding) {
        open.add(report.uid());
      } else if (report instanceof FindingEnd) {
        open.remove(report.uid());
      }
    }
    return open;
  }
}
