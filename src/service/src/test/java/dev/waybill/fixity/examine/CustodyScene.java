package dev.waybill.fixity.examine;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waybill.fixity.Examination;
import dev.waybill.fixity.FixityCondition;
import dev.waybill.fixity.examine.VersionedObjects.Stored;
import dev.waybill.model.Digested;
import dev.waybill.model.Purpose;
import dev.waybill.model.Received;
import dev.waybill.provenance.InMemorySealing;
import dev.waybill.record.RecordKey;
import dev.waybill.record.chunk.ChunkDigests;
import dev.waybill.record.log.LogEntry;
import dev.waybill.record.object.Encryption;
import dev.waybill.record.object.Hasher;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.PartDigests;
import dev.waybill.record.object.Sha256;
import dev.waybill.settings.CustodyScopes;
import dev.waybill.settings.RawSettings;
import dev.waybill.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Buckets in memory with objects on their way, as the pipeline leaves them. */
final class CustodyScene {
  static final String RAW = "raw";
  static final String PROVENANCE = "provenance";
  static final String KEY = "a";
  static final CustodyScopes SETTINGS =
      CustodyScopes.of(new RawSettings(RAW, "incoming/", "processed/", "test/"));

  final ManualClock clock = new ManualClock(Instant.parse("2026-11-29T12:00:00Z"));
  final VersionedObjects s3 = new VersionedObjects(clock);
  final InMemorySealing sealing = new InMemorySealing(clock);
  Encryption encryption = VersionedObjects.KMS;
  PromotedPromise promise = PromotedPromise.NONE;
  boolean isInParts;
  boolean isSourceRetained;

  /** Size of the chunks that records state; 0 for records without chunks. */
  int chunkSize;

  static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  static String incoming(String name) {
    return "incoming/" + name;
  }

  static String processed(String name) {
    return "processed/" + name;
  }

  /** Returns a version that has arrived. */
  ObjectVersion arrive(String name, String content) {
    return arriveAt(incoming(name), content);
  }

  ObjectVersion arriveAt(String key, String content) {
    clock.advance(Duration.ofSeconds(2));
    Stored stored = s3.put(RAW, key, bytes(content));
    stored.encryption = encryption;
    stored.checksum = null;
    return new ObjectVersion(RAW, key, stored.id);
  }

  /** Seals a version, as the service does when its message arrives. */
  LogEntry seal(ObjectVersion version) {
    clock.advance(Duration.ofSeconds(2));
    Stored stored =
        s3.all(RAW, version.key()).stream()
            .filter(it -> it.id.equals(version.versionId()))
            .findFirst()
            .orElseThrow();
    byte[] content = Objects.requireNonNull(stored.content);
    boolean isPromoted = version.key().startsWith("incoming/");
    var unused =
        sealing.seal(
            digested(version, content, stored, isPromoted),
            isPromoted ? "processed/" + version.key().substring("incoming/".length()) : null);
    LogEntry entry = sealing.entries().get(sealing.entries().size() - 1);
    Stored unusedRecord =
        s3.put(
            PROVENANCE,
            entry.recordKey(),
            sealing.store().read(entry.recordKey()).orElseThrow().bytes());
    storeChunks(entry, content);
    return entry;
  }

  private void storeChunks(LogEntry entry, byte[] content) {
    PartDigests digests = chunks(content);
    if (digests != null) {
      ChunkDigests list = ChunkDigests.of(content.length, digests);
      Stored unused =
          s3.put(
              PROVENANCE, RecordKey.ofChunks(entry.version(), list.stated().root()), list.list());
    }
  }

  /** Returns the key of the list of chunks of the only object that has one. */
  String listKey() {
    return s3.keys(PROVENANCE, "chunks/").get(0);
  }

  private @Nullable PartDigests chunks(byte[] content) {
    return chunkSize == 0 ? null : partsOf(content, chunkSize);
  }

  static PartDigests partsOf(byte[] content, int size) {
    List<Sha256> digests = new ArrayList<>();
    for (int from = 0; from < content.length; from += size) {
      digests.add(
          Sha256.hash(Arrays.copyOfRange(content, from, Math.min(from + size, content.length))));
    }
    return new PartDigests(size, digests);
  }

  private Digested digested(
      ObjectVersion version, byte[] content, Stored stored, boolean isPromoted) {
    Instant now = clock.instant();
    return new Digested(
            new Received(
                version,
                isPromoted ? Purpose.PROMOTE : Purpose.CANARY,
                null,
                null,
                null,
                stored.lastModified,
                "m",
                now),
            Sha256.hash(content),
            parts(content),
            content.length,
            stored.eTag,
            null,
            encryption,
            Map.of(),
            Map.of(),
            null,
            stored.lastModified,
            now,
            Hasher.WAYBILL,
            null)
        .withChunks(chunks(content));
  }

  private @Nullable PartDigests parts(byte[] content) {
    int half = Math.max(1, content.length / 2);
    return isInParts
        ? new PartDigests(
            half,
            List.of(
                Sha256.hash(Arrays.copyOf(content, half)),
                Sha256.hash(Arrays.copyOfRange(content, half, content.length))))
        : null;
  }

  /** Copies a sealed version to its destination, over what is there. */
  Stored copy(LogEntry entry) {
    clock.advance(Duration.ofSeconds(2));
    Stored source =
        s3.all(RAW, entry.version().key()).stream()
            .filter(it -> it.id.equals(entry.version().versionId()))
            .findFirst()
            .orElseThrow();
    byte[] content = Objects.requireNonNull(source.content);
    Stored copy = s3.put(RAW, Objects.requireNonNull(entry.destinationKey()), content);
    copy.encryption = encryption;
    PartDigests parts = parts(content);
    copy.checksum = parts == null ? Sha256.hash(content).base64() : parts.composite();
    return copy;
  }

  /** Removes the source of a promoted version. */
  void removeSource(LogEntry entry) {
    if (!isSourceRetained) {
      s3.remove(RAW, entry.version().key(), entry.version().versionId());
    }
  }

  /** Seals a version and promotes it, as the newest one of its key. */
  LogEntry promote(ObjectVersion version) {
    LogEntry entry = seal(version);
    Stored unused = copy(entry);
    removeSource(entry);
    return entry;
  }

  /** Takes an object all the way. */
  LogEntry promoted(String name, String content) {
    return promote(arrive(name, content));
  }

  /** Seals a version after a newer one of its key was promoted: it stays, below a marker. */
  LogEntry supersede(ObjectVersion version) {
    LogEntry entry = seal(version);
    s3.mark(RAW, version.key());
    return entry;
  }

  EntryExaminer examiner() {
    return examiner(ReadBudget.UNLIMITED);
  }

  EntryExaminer examiner(ReadBudget budget) {
    return new EntryExaminer(
        s3,
        s3,
        SETTINGS,
        PROVENANCE,
        sealing.verifier(),
        ScopePromises.of(SETTINGS, promise),
        budget,
        clock);
  }

  Examination examine(LogEntry entry) {
    try {
      return examiner().examine(7, entry);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  FixityCondition condition(LogEntry entry) {
    return examine(entry).condition();
  }

  void pass(Duration time) {
    clock.advance(time);
  }
}
