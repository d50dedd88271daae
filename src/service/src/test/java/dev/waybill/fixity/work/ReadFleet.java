package dev.waybill.fixity.work;

import dev.waybill.fixity.Examination;
import dev.waybill.fixity.FixityCondition;
import dev.waybill.fixity.FixityPaths;
import dev.waybill.fixity.Rung;
import dev.waybill.fixity.TileResult;
import dev.waybill.fixity.TileTask;
import dev.waybill.fixity.plan.DrillListener;
import dev.waybill.fixity.plan.FixityBudget;
import dev.waybill.fixity.plan.FixityPlanner;
import dev.waybill.fixity.plan.FixityPolicy;
import dev.waybill.fixity.plan.FixityPrices;
import dev.waybill.fixity.plan.FixityStateStore;
import dev.waybill.fixity.plan.LoadGate;
import dev.waybill.fixity.plan.PlanInputs;
import dev.waybill.fixity.plan.SampleEntries;
import dev.waybill.fixity.plan.TileQueue;
import dev.waybill.log.InMemoryLogStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;

/** Leader and replicas in virtual time, with an S3 that counts what arrives in each second. */
final class ReadFleet {
  static final FixityPrices PRICES = FixityPrices.ofRegion("us-east-1");
  private static final Instant BEGIN = Instant.parse("2026-11-29T12:00:00Z");
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1000 * MILLI;
  private static final int LANES = 4;
  private static final int BLOCK = 128 * 1024;

  /** Time of a block at 50 MB/s. */
  private static final long BLOCK_NANOS = 2_600_000;

  final long[] requests;
  final long[] bytes;
  int sent;

  private final FixityBudget budget;
  private final LongUnaryOperator sizes;
  private final Random random;
  private final int latency;
  private final int costly;
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparing(Event::order));
  private final Deque<TileTask> queue = new ArrayDeque<>();
  private final Map<String, TileResult> results = new HashMap<>();
  private final FixityPlanner planner;
  private long now;
  private int order;
  private int busy;

  /** False for replicas that do not know of each other. */
  boolean isCounted = true;

  /** Something that happens at a time in nanoseconds. */
  private record Event(long at, int order, Step step) {}

  /** One step of a thread. */
  private interface Step {
    void run() throws InterruptedException;
  }

  /**
   * @param latency largest latency of a request, in milliseconds
   * @param costly share of versions that take seven requests, in percent
   */
  ReadFleet(
      FixityBudget budget,
      LongUnaryOperator sizes,
      int replicas,
      int latency,
      int costly,
      int seconds,
      long seed) {
    this.budget = budget;
    this.sizes = sizes;
    this.latency = latency;
    this.costly = costly;
    random = new Random(seed);
    requests = new long[seconds];
    bytes = new long[seconds];
    SampleEntries log = new SampleEntries(1 << 20, sizes, BEGIN.minus(Duration.ofDays(100)));
    FixityPolicy policy =
        new FixityPolicy(Duration.ofDays(30), Duration.ofDays(1), budget, FixityPolicy.MIN_FLOOR);
    planner =
        new FixityPlanner(
            new FixityStateStore(new InMemoryLogStore()),
            new FixityPlanner.Ports(
                log,
                this::result,
                new Tasks(),
                PRICES,
                "provenance",
                List::of,
                Set::of,
                report -> {},
                DrillListener.NONE),
            new Inputs(policy),
            end -> {},
            new LoadGate(() -> Duration.ZERO, Duration.ofMinutes(1)));
    at(0, this::plan);
    for (int replica = 0; replica < replicas; replica++) {
      Replica one = new Replica();
      at(random.nextInt(1000) * MILLI, one::poll);
    }
  }

  /** Policy of the test. */
  private record Inputs(FixityPolicy policy) implements PlanInputs {
    @Override
    public byte[] seed() {
      return new byte[1];
    }

    @Override
    public Optional<String> root(long size) {
      return Optional.empty();
    }
  }

  /** Queue that knows the tasks in work. */
  private final class Tasks implements TileQueue {
    @Override
    public void send(List<TileTask> tasks) {
      queue.addAll(tasks);
      sent += tasks.size();
    }

    @Override
    public int busy() {
      return busy;
    }
  }

  private Optional<TileResult> result(String key) {
    return Optional.ofNullable(results.get(key));
  }

  private void at(long nanos, Step step) {
    events.add(new Event(nanos, order++, step));
  }

  void run() throws InterruptedException {
    long end = requests.length * SECOND;
    while (events.peek() != null && events.peek().at() < end) {
      Event event = events.remove();
      now = event.at();
      event.step().run();
    }
  }

  private void plan() {
    // A cycle of 30 days has so much due from its begin on only when it is late in it.
    var unused = planner.run(BEGIN.plus(Duration.ofDays(now == 0 ? 0 : 25)).plusNanos(now));
    at(now + 5 * SECOND, this::plan);
  }

  private void arrive(long[] counts, long amount) {
    counts[(int) Math.min(counts.length - 1, now / SECOND)] += amount;
  }

  private long latency() {
    return (1 + random.nextInt(latency)) * MILLI;
  }

  /** Replica that examines one task at a time, several entries of it at once. */
  private final class Replica {
    private final ReadPace pace =
        new ReadPace(
            budget.bytesPerSecond(),
            budget.readsPerSecond(PRICES),
            new ReplicaShare(() -> isCounted ? busy : 1, () -> 1, () -> now),
            () -> now,
            millis -> waited = millis * MILLI);

    private final Deque<Long> entries = new ArrayDeque<>();
    private long waited;
    private int lanes;
    private long before;
    private List<Examination> examined = new ArrayList<>();

    void poll() {
      TileTask task = queue.poll();
      if (task == null) {
        at(now + 200 * MILLI, this::poll);
        return;
      }
      busy++;
      before = pace.requests();
      LongStream.range(task.range().from(), task.range().to()).forEach(entries::add);
      for (lanes = 0; lanes < LANES; lanes++) {
        at(now + latency(), () -> next(task));
      }
    }

    private void next(TileTask task) throws InterruptedException {
      Long index = entries.poll();
      if (index != null) {
        int count = random.nextInt(100) < costly ? 7 : 2;
        request(count, () -> read(index, sizes.applyAsLong(index), task));
      } else if (--lanes == 0) {
        at(now + 2 * latency(), () -> finish(task));
      }
    }

    private void request(int count, Step then) throws InterruptedException {
      waited = 0;
      pace.acquireRequest();
      at(
          now + waited,
          () -> {
            arrive(requests, 1);
            Step next = count == 1 ? then : () -> request(count - 1, then);
            at(now + latency(), next);
          });
    }

    private void read(long index, long left, TileTask task) throws InterruptedException {
      if (left == 0) {
        Examination one =
            new Examination(
                index,
                Rung.BYTES,
                FixityCondition.INTACT,
                sizes.applyAsLong(index),
                1,
                null,
                null,
                null);
        examined.add(one);
        next(task);
        return;
      }
      long block = Math.min(BLOCK, left);
      arrive(bytes, block);
      waited = 0;
      pace.acquire(block);
      at(now + waited + BLOCK_NANOS, () -> read(index, left - block, task));
    }

    private void finish(TileTask task) {
      examined.sort(Comparator.comparingLong(Examination::index));
      Instant time = BEGIN.plus(Duration.ofDays(25)).plusNanos(now);
      TileResult result =
          new TileResult(task, "replica", time, time, pace.requests() - before, examined);
      results.put(FixityPaths.result(task), result);
      examined = new ArrayList<>();
      busy--;
      at(now + latency(), this::poll);
    }
  }
}
