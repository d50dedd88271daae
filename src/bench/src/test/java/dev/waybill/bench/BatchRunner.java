package dev.waybill.bench;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** Runner of batches: puts objects for a consumer and measures how the consumer processes them. */
final class BatchRunner {
  private static final int STALL_TIMEOUT_SECONDS = 150;
  private static final long POLL_MILLIS = 10;
  private static final int WARM_UP_BATCH = 3000;
  private static final long SIZE = 1024;
  private static final long IDLE_CHECK_MILLIS = 500;
  private static final int MAX_IDLE_CHECKS = 60;

  /** Fraction of a core. A process that polls an empty queue uses less. */
  private static final double IDLE_CPU_SHARE = 0.1;

  private final BenchServerProcess server;
  private final ResourceManager resources;

  BatchRunner(BenchServerProcess server, ResourceManager resources) {
    this.server = server;
    this.resources = resources;
  }

  /**
   * Runs batches that are not measured, with a pause after each. The consumer is stopped before and
   * after.
   */
  void warmUp(ConsumerProcess consumer, int objects) throws IOException, InterruptedException {
    warmUp(consumer, objects, SIZE);
  }

  /** Warms up with objects of a size. */
  void warmUp(ConsumerProcess consumer, int objects, long size)
      throws IOException, InterruptedException {
    // A running consumer would process some objects before all of them exist.
    consumer.pause();
    for (int done = 0; done < objects; done += WARM_UP_BATCH) {
      Batch unused = run(consumer, Math.min(WARM_UP_BATCH, objects - done), size, 0);
      awaitIdle(consumer);
    }
  }

  /**
   * Waits until the JIT compiler of the consumer is idle. On two cores a busy consumer leaves the
   * compiler little processor time, so warming up would take tens of thousands of objects.
   */
  private static void awaitIdle(ConsumerProcess consumer) throws IOException, InterruptedException {
    consumer.resume();
    double before;
    double now = consumer.cpu().seconds();
    int checks = 0;
    do {
      Thread.sleep(IDLE_CHECK_MILLIS);
      before = now;
      now = consumer.cpu().seconds();
      checks++;
    } while (now - before > IDLE_CPU_SHARE * IDLE_CHECK_MILLIS / 1e3 && checks < MAX_IDLE_CHECKS);
    consumer.pause();
  }

  /**
   * Puts objects while the consumer is stopped, then resumes the consumer until it has processed
   * them.
   *
   * @param callDelay delay of each call, in milliseconds
   */
  Batch run(ConsumerProcess consumer, int objects, int callDelay)
      throws IOException, InterruptedException {
    return run(consumer, objects, SIZE, callDelay);
  }

  /** Runs a batch of objects of a size. */
  Batch run(ConsumerProcess consumer, int objects, long size, int callDelay)
      throws IOException, InterruptedException {
    server.setCallDelay(0);
    var unused = server.seed(consumer.resources(), consumer.assign(objects), objects, size, 0);
    resources.awaitNotifications(consumer.resources(), objects);
    server.setCallDelay(callDelay);
    server.reset();
    consumer.resume();
    MeasuredSpan window = new MeasuredSpan(objects);
    Batch batch = measure(consumer, window);
    consumer.pause();
    return batch;
  }

  private Batch measure(ConsumerProcess consumer, MeasuredSpan window)
      throws IOException, InterruptedException {
    int first = await(consumer, window.first());
    double cpu = consumer.cpu().seconds();
    double serverCpu = server.cpu().seconds();
    int last = await(consumer, window.last());
    double thousands = (last - first) / 1e3;
    cpu = (consumer.cpu().seconds() - cpu) / thousands;
    serverCpu = (server.cpu().seconds() - serverCpu) / thousands;
    awaitCompletion(consumer, window.objects());
    Map<String, Long> counters = server.counters();
    return new Batch(
        window.rate(server.calls(), consumer.resources()),
        cpu,
        serverCpu,
        perObject(counters, window.objects()),
        counters.getOrDefault("out.s3.GetObject", 0L) / (double) window.objects());
  }

  private static Map<String, Double> perObject(Map<String, Long> counters, int objects) {
    Map<String, Double> calls = new TreeMap<>();
    counters.forEach(
        (name, number) -> {
          if (name.startsWith("calls.")) {
            calls.put(name.substring("calls.".length()), number / (double) objects);
          }
        });
    return calls;
  }

  private int await(ConsumerProcess consumer, int objects)
      throws IOException, InterruptedException {
    int last = -1;
    long since = System.nanoTime();
    while (true) {
      int promoted = server.promoted();
      if (promoted >= objects) {
        return promoted;
      }
      if (promoted > last) {
        last = promoted;
        since = System.nanoTime();
      }
      requireProgress(consumer, promoted, since);
      Thread.sleep(POLL_MILLIS);
    }
  }

  private static void requireProgress(ConsumerProcess consumer, int promoted, long since)
      throws IOException {
    consumer.requireAlive();
    if (System.nanoTime() - since > STALL_TIMEOUT_SECONDS * 1_000_000_000L) {
      throw new IOException(consumer.consumer().name() + " stalled at " + promoted + " objects");
    }
  }

  /**
   * Waits until the objects are promoted and the queue is empty; fails when the consumer stalls.
   */
  void awaitCompletion(ConsumerProcess consumer, int objects)
      throws IOException, InterruptedException {
    int unused = await(consumer, objects);
    long since = System.nanoTime();
    while (resources.depth(consumer.resources()) > 0) {
      requireProgress(consumer, objects, since);
      Thread.sleep(POLL_MILLIS);
    }
  }
}
