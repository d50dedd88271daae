package dev.waybill.bench.fixity;

import com.sun.management.GarbageCollectorMXBean;
import com.sun.management.GcInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Largest live heap of this process, which needs the serial collector: what each full collection
 * left, several a second. What is allocated after a collection does not count.
 */
final class LiveHeap {
  private static final String FULL_COLLECTOR = "MarkSweepCompact";
  private static final long PAUSE_MILLIS = 250;

  private final Thread sampler = new Thread(this::sample, "live-heap");
  private final GarbageCollectorMXBean collector;
  private final Set<String> pools;
  private volatile long most;
  private final AtomicInteger samples = new AtomicInteger();

  private LiveHeap() {
    collector =
        ManagementFactory.getPlatformMXBeans(GarbageCollectorMXBean.class).stream()
            .filter(it -> it.getName().equals(FULL_COLLECTOR))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no collector " + FULL_COLLECTOR));
    pools =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(it -> it.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getName)
            .collect(Collectors.toSet());
  }

  /** Begins a measurement. */
  static LiveHeap begin() {
    LiveHeap heap = new LiveHeap();
    heap.sampler.setDaemon(true);
    heap.sampler.start();
    return heap;
  }

  private void sample() {
    try {
      while (true) {
        ManagementFactory.getMemoryMXBean().gc();
        most = Math.max(most, left(collector.getLastGcInfo()));
        samples.incrementAndGet();
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      // The measurement has ended.
    }
  }

  private long left(GcInfo last) {
    return last.getMemoryUsageAfterGc().entrySet().stream()
        .filter(it -> pools.contains(it.getKey()))
        .mapToLong(it -> it.getValue().getUsed())
        .sum();
  }

  /** Ends the measurement. */
  void end() throws InterruptedException {
    sampler.interrupt();
    sampler.join();
  }

  /** Returns the largest live heap in bytes. */
  long most() {
    return most;
  }

  /** Returns the number of collections. */
  int samples() {
    return samples.get();
  }
}
