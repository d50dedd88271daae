package dev.waybill.localcloud.cloudtrail;

import dev.waybill.localcloud.service.DurableMap;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Durable, thread-safe store of the keys that sign digest files. Each period of 30 days has a key
 * of its own, which is created when it is first needed.
 */
public final class DigestSigningKeys {
  private static final long PERIOD = Duration.ofDays(30).toSeconds();

  private final DurableMap<DigestSigningKey> keys;
  private final Clock clock;

  private DigestSigningKeys(DurableMap<DigestSigningKey> keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /** Opens the keys stored in a folder. */
  public static DigestSigningKeys open(Path folder, Clock clock) throws IOException {
    Path file = folder.resolve("digest-keys.json");
    return new DigestSigningKeys(DurableMap.open(file, DigestSigningKey.class), clock);
  }

  /** Returns the key that signs digest files that end at a time. */
  public synchronized DigestSigningKey at(Instant time) {
    long from = Math.floorDiv(time.getEpochSecond(), PERIOD) * PERIOD;
    String name = Long.toString(from);
    DigestSigningKey stored = keys.get(name);
    if (stored != null) {
      return stored;
    }
    DigestSigningKey created = DigestSigningKey.create(from, from + PERIOD);
    keys.put(name, created);
    return created;
  }

  /** Returns the keys that are valid at any time of a range. The current key exists by then. */
  List<DigestSigningKey> validBetween(Instant start, Instant end) {
    DigestSigningKey unused = at(now());
    return keys.all().values().stream()
        .filter(it -> it.validFrom() <= end.getEpochSecond())
        .filter(it -> it.validUntil() > start.getEpochSecond())
        .toList();
  }

  Instant now() {
    return clock.instant();
  }
}
