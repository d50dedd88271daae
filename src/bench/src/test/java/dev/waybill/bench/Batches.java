package dev.waybill.bench;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** Gives a consumer objects and measures how it takes them. */
final class Batches {
  private static final int STALLED_AFTER_SECONDS = 150;
  private static final long POLL_MILLIS = 10;
  private static final int WARM_BATCH = 3000;
  private static final long REST_MILLIS = 500;
  private static final int MOST_RESTS = 60;

  /** Fraction of a core; a process that polls an empty queue uses less. */
  private static final double AT_REST = 0.1;

  private final StandProcess stand;
  private final Places places;

  Batches(StandProcess stand, Places places) {
    this.stand = stand;
    this.places = places;
  }

  /**
   * Batches that are not measured, each with a rest after it; the consumer stands still before and
   * after them.
   */
  void warm(ConsumerProcess consumer, int objects) throws IOException, InterruptedException {
    // One that starts fast would take some before all are there.
    consumer.pause();
    for (int begun = 0; begun < objects; begun += WARM_BATCH) {
      Batch unused = run(consumer, Math.min(WARM_BATCH, objects - begun), 0);
      rest(consumer);
    }
  }

  /**
   * Lets it compile what it found worth compiling: on two cores a compiler gets hardly a turn while
   * work waits, and would go on for tens of thousands of objects.
   */
  private static void rest(ConsumerProcess consumer) throws IOException, InterruptedException {
    consumer.resume();
    double before;
    double now = consumer.cpu().seconds();
    int rests = 0;
    do {
      Thread.sleep(REST_MILLIS);
      before = now;
      now = consumer.cpu().seconds();
      rests++;
    } while (now - before > AT_REST * REST_MILLIS / 1e3 && rests < MOST_RESTS);
    consumer.pause();
  }

  /**
   * Puts objects while the consumer stands still, and then lets it go until it is done.
   *
   * @param distance milliseconds added to each call
   */
  Batch run(ConsumerProcess consumer, int objects, int distance)
      throws IOException, InterruptedException {
    stand.distance(0);
    var unused = stand.seed(consumer.place(), consumer.give(objects), objects, 1024, 0);
    places.awaitHeard(consumer.place(), objects);
    stand.distance(distance);
    stand.reset();
    consumer.resume();
    MeasuredSpan window = new MeasuredSpan(objects);
    Batch batch = measure(consumer, window);
    consumer.pause();
    return batch;
  }

  private Batch measure(ConsumerProcess consumer, MeasuredSpan window)
      throws IOException, InterruptedException {
    int began = await(consumer, window.warm());
    double cpu = consumer.cpu().seconds();
    double server = stand.cpu().seconds();
    int ended = await(consumer, window.end());
    double thousands = (ended - began) / 1e3;
    cpu = (consumer.cpu().seconds() - cpu) / thousands;
    server = (stand.cpu().seconds() - server) / thousands;
    awaitDone(consumer, window.objects());
    Map<String, Long> numbers = stand.numbers();
    return new Batch(
        window.rate(stand.marks(), consumer.place()),
        cpu,
        server,
        anObject(numbers, window.objects()),
        numbers.getOrDefault("out.s3.GetObject", 0L) / (double) window.objects());
  }

  private static Map<String, Double> anObject(Map<String, Long> numbers, int objects) {
    Map<String, Double> calls = new TreeMap<>();
    numbers.forEach(
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
      int promoted = stand.promoted();
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
    if (System.nanoTime() - since > STALLED_AFTER_SECONDS * 1_000_000_000L) {
      throw new IOException(consumer.consumer().name() + " stands at " + promoted + " objects");
    }
  }

  /** Returns when so many are promoted and no message is left; fails when nothing goes on. */
  void awaitDone(ConsumerProcess consumer, int objects) throws IOException, InterruptedException {
    int unused = await(consumer, objects);
    long since = System.nanoTime();
    while (places.depth(consumer.place()) > 0) {
      requireProgress(consumer, objects, since);
      Thread.sleep(POLL_MILLIS);
    }
  }
}
