package dev.waybill.audit.logfile;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Log bucket in memory. */
final class InMemoryLogBucket implements LogBucket {
  private final Clock clock;
  private final Map<String, byte[]> objects = new TreeMap<>();
  private final Map<String, Instant> times = new TreeMap<>();
  private final Map<String, byte[]> copies = new LinkedHashMap<>();
  private final AtomicInteger reads = new AtomicInteger();
  private boolean denied;
  private boolean failing;

  InMemoryLogBucket(Clock clock) {
    this.clock = clock;
  }

  private static String key(String day, String file) {
    return "AWSLogs/111122223333/CloudTrail/us-east-1/" + day + "/" + file;
  }

  void put(String day, String file, byte[] bytes) {
    objects.put(key(day, file), bytes);
    times.put(key(day, file), clock.instant());
  }

  void delete(String day, String file) {
    byte[] unused = objects.remove(key(day, file));
  }

  void deny(boolean deny) {
    denied = deny;
  }

  void fail(boolean fail) {
    failing = fail;
  }

  int reads() {
    return reads.get();
  }

  Map<String, byte[]> copies() {
    return copies;
  }

  @Override
  public List<LogObject> list(LogPartition partition) {
    return objects.keySet().stream()
        .filter(it -> it.startsWith(partition.prefix()))
        .map(it -> object(partition, it))
        .toList();
  }

  private LogObject object(LogPartition partition, String key) {
    byte[] bytes = objects.getOrDefault(key, new byte[0]);
    return new LogObject(
        partition,
        key,
        "s3://logs/" + key,
        Integer.toHexString(Arrays.hashCode(bytes)),
        bytes.length,
        times.getOrDefault(key, Instant.EPOCH));
  }

  @Override
  public Optional<LogObject> find(LogObject listed) {
    return objects.containsKey(listed.key())
        ? Optional.of(object(listed.partition(), listed.key()))
        : Optional.empty();
  }

  @Override
  public Bytes read(LogObject listed) {
    if (failing) {
      throw new IllegalStateException("503 Slow Down");
    }
    if (denied) {
      return new Bytes.Denied();
    }
    int unused = reads.incrementAndGet();
    byte[] bytes = objects.get(listed.key());
    return bytes == null ? new Bytes.Changed() : new Bytes.Read(bytes);
  }

  @Override
  public synchronized String putCopy(String name, byte[] gzip) {
    copies.put(name, gzip);
    return "s3://results/" + name;
  }
}
