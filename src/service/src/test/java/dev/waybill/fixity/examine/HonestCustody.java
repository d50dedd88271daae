package dev.waybill.fixity.examine;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waybill.fixity.examine.VersionedObjects.Stored;
import dev.waybill.record.log.LogEntry;
import dev.waybill.record.object.ObjectVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Random but honest operations of writers, of the service and of users on a few keys. */
final class HonestCustody {
  final CustodyScene scene = new CustodyScene();
  final List<LogEntry> entries = new ArrayList<>();
  private final List<ObjectVersion> arrived = new ArrayList<>();
  private final List<LogEntry> sealed = new ArrayList<>();
  private final Map<ObjectVersion, Instant> written = new HashMap<>();

  /** Time at which the newest promoted version of a destination was written. */
  private final Map<String, Instant> promoted = new HashMap<>();

  /** Operations. */
  enum Operation {
    ARRIVE_A,
    ARRIVE_B,
    PROCESS_OLDEST,
    PROCESS_NEWEST,
    SEAL_AND_CRASH,
    PROMOTE_SEALED,
    PASS_HOURS,
    COPY_BY_USER,
    SWITCH_PARTS,
    SWITCH_RETENTION_OF_SOURCES
  }

  /**
   * Runs an operation.
   *
   * @param choice chooses among contents
   */
  void run(Operation operation, int choice) {
    switch (operation) {
      case ARRIVE_A -> arrive("a", choice);
      case ARRIVE_B -> arrive("b", choice);
      case PROCESS_OLDEST -> process(0);
      case PROCESS_NEWEST -> process(arrived.size() - 1);
      case SEAL_AND_CRASH -> {
        if (!arrived.isEmpty()) {
          sealed.add(seal(arrived.remove(0)));
        }
      }
      case PROMOTE_SEALED -> {
        if (!sealed.isEmpty()) {
          promote(sealed.remove(sealed.size() - 1));
        }
      }
      case PASS_HOURS -> scene.pass(Duration.ofHours(3));
      case COPY_BY_USER -> copyByUser("processed/a");
      case SWITCH_PARTS -> scene.isInParts = !scene.isInParts;
      case SWITCH_RETENTION_OF_SOURCES -> scene.isSourceRetained = !scene.isSourceRetained;
    }
  }

  private void arrive(String name, int choice) {
    ObjectVersion version = scene.arrive(name, "content " + choice % 4);
    written.put(version, scene.clock.instant());
    arrived.add(version);
  }

  private void process(int index) {
    if (!arrived.isEmpty()) {
      promote(seal(arrived.remove(index)));
    }
  }

  private LogEntry seal(ObjectVersion version) {
    LogEntry entry = scene.seal(version);
    entries.add(entry);
    return entry;
  }

  private void promote(LogEntry entry) {
    String destination = Objects.requireNonNull(entry.destinationKey());
    Instant time = Objects.requireNonNull(written.get(entry.version()));
    Stored there = scene.s3.current(CustodyScene.RAW, destination);
    if (there != null && Arrays.equals(there.content, content(entry))) {
      scene.removeSource(entry);
    } else if (time.isBefore(promoted.getOrDefault(destination, Instant.MIN))) {
      scene.s3.mark(CustodyScene.RAW, entry.version().key());
      return;
    } else {
      Stored unusedCopy = scene.copy(entry);
      scene.removeSource(entry);
    }
    promoted.merge(destination, time, (one, other) -> one.isAfter(other) ? one : other);
  }

  private byte @Nullable [] content(LogEntry entry) {
    return scene.s3.all(CustodyScene.RAW, entry.version().key()).stream()
        .filter(it -> it.id.equals(entry.version().versionId()))
        .map(it -> it.content)
        .findFirst()
        .orElseThrow();
  }

  /** A copy onto itself, as a change of the class makes it, without a SHA-256 of S3. */
  private void copyByUser(String key) {
    Stored current = scene.s3.current(CustodyScene.RAW, key);
    if (current != null) {
      scene.pass(Duration.ofSeconds(2));
      scene.s3.put(CustodyScene.RAW, key, new String(current.content, UTF_8).getBytes(UTF_8))
              .checksum =
          null;
    }
  }

  /** Returns the entry of the newest sealed version of a key, when it was promoted; or null. */
  @Nullable LogEntry current(String name) {
    Instant newest = promoted.get("processed/" + name);
    return newest == null
        ? null
        : entries.stream()
            .filter(it -> newest.equals(written.get(it.version())))
            .findFirst()
            .orElseThrow();
  }

  /** Returns true when every sealed version with the bytes of one entry is older than another. */
  boolean isOlder(LogEntry one, LogEntry other) {
    Instant limit = Objects.requireNonNull(written.get(other.version()));
    return entries.stream()
        .filter(it -> it.version().key().equals(one.version().key()))
        .filter(it -> it.sha256().equals(one.sha256()))
        .allMatch(it -> Objects.requireNonNull(written.get(it.version())).isBefore(limit));
  }

  /** Returns true when a version still exists where it arrived. */
  boolean isAtSource(LogEntry entry) {
    return scene.s3.all(CustodyScene.RAW, entry.version().key()).stream()
        .anyMatch(it -> it.id.equals(entry.version().versionId()));
  }
}
