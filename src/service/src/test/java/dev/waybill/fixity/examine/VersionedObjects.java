package dev.waybill.fixity.examine;

import dev.waybill.record.chunk.ObjectRange;
import dev.waybill.record.object.Encryption;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Objects in memory with versions, delete markers and headers, as S3 shows them. */
final class VersionedObjects implements ObjectReads {
  static final Encryption KMS = new Encryption("aws:kms", "arn:aws:kms:eu:1:key/k1", true);

  /** One version; a marker has no content. */
  static final class Stored {
    final String id;
    final String eTag;
    byte @Nullable [] content;
    long size;
    @Nullable String checksum;
    Encryption encryption = KMS;
    @Nullable String lockMode;
    @Nullable Instant retainUntil;
    boolean isArchived;

    /** True when the caller may not read the retention, so that responses leave it out. */
    boolean hidesRetention;

    Instant lastModified;

    private Stored(String id, int write, byte @Nullable [] content, Instant lastModified) {
      this.id = id;
      this.eTag = "etag" + write;
      this.content = content;
      this.size = content == null ? 0 : content.length;
      this.checksum = content == null ? null : Sha256.hash(content).base64();
      this.lastModified = lastModified;
    }

    private ObjectState state() {
      return new ObjectState(
          id,
          size,
          eTag,
          checksum,
          encryption,
          hidesRetention ? null : lockMode,
          hidesRetention ? null : retainUntil,
          lastModified);
    }
  }

  /** Newest first, by bucket and key. */
  private final Map<String, List<Stored>> keys = new ConcurrentHashMap<>();

  private final Clock clock;
  private int count;
  boolean isVersioned = true;

  /** Requests, such as "get processed/k". */
  final List<String> calls = new ArrayList<>();

  /** Receives each request before it is answered, and may throw. */
  Consumer<String> before = call -> {};

  /** Offset in the object at which bodies end; negative for none. */
  int endsAfter = -1;

  /** True when a range behind the end of the bodies is answered as such, as by S3 with 416. */
  boolean statesEnd;

  /** Changes the bodies of ranges, given the offset of the first byte. */
  RangeBodies bodies = (first, body) -> body;

  /** Change of a body. */
  @FunctionalInterface
  interface RangeBodies {
    InputStream of(long first, InputStream body);
  }

  VersionedObjects(Clock clock) {
    this.clock = clock;
  }

  private List<Stored> versionsOf(String bucket, String key) {
    return keys.computeIfAbsent(bucket + "/" + key, unused -> new ArrayList<>());
  }

  /** Writes a version. */
  Stored put(String bucket, String key, byte[] content) {
    return add(bucket, key, content);
  }

  /** Puts a delete marker. */
  void mark(String bucket, String key) {
    Stored unused = add(bucket, key, null);
  }

  private Stored add(String bucket, String key, byte @Nullable [] content) {
    String id = isVersioned ? "id" + ++count : ObjectVersion.NULL_VERSION;
    Stored stored = new Stored(id, ++count, content, clock.instant());
    List<Stored> versions = versionsOf(bucket, key);
    if (!isVersioned) {
      versions.clear();
    }
    versions.add(0, stored);
    return stored;
  }

  /** Removes one version. */
  void remove(String bucket, String key, String id) {
    versionsOf(bucket, key).removeIf(it -> it.id.equals(id));
  }

  /** Removes every version and marker of a key. */
  void removeAll(String bucket, String key) {
    versionsOf(bucket, key).clear();
  }

  /** Returns the versions and markers of a key, the newest first. */
  List<Stored> all(String bucket, String key) {
    return versionsOf(bucket, key);
  }

  /** Returns the current version; null when there is none, or a marker. */
  @Nullable Stored current(String bucket, String key) {
    List<Stored> versions = versionsOf(bucket, key);
    return versions.isEmpty() || versions.get(0).content == null ? null : versions.get(0);
  }

  private synchronized void called(String operation, String key) {
    String call = operation + " " + key;
    calls.add(call);
    before.accept(call);
  }

  private Optional<Stored> find(String bucket, String key, @Nullable String versionId) {
    return versionId == null
        ? Optional.ofNullable(current(bucket, key))
        : versionsOf(bucket, key).stream()
            .filter(it -> it.id.equals(versionId) && it.content != null)
            .findFirst();
  }

  @Override
  public ReadReply get(String bucket, String key, @Nullable String versionId) {
    called("get", key);
    Optional<Stored> stored = find(bucket, key, versionId);
    if (stored.isEmpty()) {
      return new ReadReply.Absent();
    }
    if (stored.get().isArchived) {
      return new ReadReply.Archived();
    }
    byte[] content = stored.get().content;
    int end = endsAfter < 0 ? content.length : Math.min(endsAfter, content.length);
    return new ReadReply.Found(
        stored.get().state(), bodies.of(0, new ByteArrayInputStream(Arrays.copyOf(content, end))));
  }

  @Override
  public ReadReply get(PinnedVersion version, ObjectRange range) {
    called("get " + range, version.key());
    Optional<Stored> stored = find(version.bucket(), version.key(), version.versionId());
    if (stored.isEmpty()) {
      return new ReadReply.Absent();
    }
    if (!stored.get().eTag.equals(version.eTag())) {
      return new ReadReply.Changed();
    }
    if (stored.get().isArchived) {
      return new ReadReply.Archived();
    }
    byte[] content = Objects.requireNonNull(stored.get().content);
    int end = Math.min(endsAfter < 0 ? content.length : endsAfter, content.length);
    if (statesEnd && range.first() >= end) {
      return new ReadReply.Ended();
    }
    int first = (int) Math.min(range.first(), end);
    byte[] part = Arrays.copyOfRange(content, first, (int) Math.min(range.last() + 1, end));
    return new ReadReply.Found(
        stored.get().state(), bodies.of(range.first(), new ByteArrayInputStream(part)));
  }

  @Override
  public Optional<ObjectState> head(String bucket, String key, @Nullable String versionId) {
    called("head", key);
    return find(bucket, key, versionId).map(Stored::state);
  }

  @Override
  public List<ListedKeyVersion> versions(String bucket, String key, int limit) {
    called("versions", key);
    return versionsOf(bucket, key).stream()
        .map(it -> new ListedKeyVersion(it.id, it.content == null, it.size, it.lastModified))
        .limit(limit)
        .toList();
  }

  @Override
  public Optional<StatedRetention> retention(
      String bucket, String key, @Nullable String versionId) {
    called("retention", key);
    return versionsOf(bucket, key).stream()
        .filter(it -> versionId == null || it.id.equals(versionId))
        .findFirst()
        .filter(it -> it.lockMode != null)
        .map(it -> new StatedRetention(it.lockMode, it.retainUntil));
  }

  @Override
  public List<String> keys(String bucket, String prefix) {
    called("keys", prefix);
    String all = bucket + "/";
    return keys.keySet().stream()
        .filter(it -> it.startsWith(all + prefix))
        .map(it -> it.substring(all.length()))
        .filter(it -> current(bucket, it) != null)
        .sorted()
        .toList();
  }
}
