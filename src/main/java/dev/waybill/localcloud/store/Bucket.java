package dev.waybill.localcloud.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One bucket. Writes are serialised by its lock, under which conditions are judged too, so that no
 * race is lost; reads take no lock.
 */
public final class Bucket {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int VERSION_ID_BYTES = 24;

  private final String name;
  private final StoreParts parts;
  private final BucketConfig config;
  private final ContentFolder content;
  private final Index index = new Index();
  private final ReentrantLock lock = new ReentrantLock();
  private final MultipartUploads uploads;
  private final Journal journal;

  private Bucket(String name, Path folder, StoreParts parts, BucketConfig config)
      throws IOException {
    this.name = name;
    this.parts = parts;
    this.config = config;
    this.content = new ContentFolder(folder.resolve("content"));
    this.uploads = new MultipartUploads(this);
    BucketFiles files = new BucketFiles(folder.resolve("journal"), index, uploads, parts);
    this.journal = files.open();
    content.sweep(files.used());
  }

  static Bucket open(String name, Path folder, StoreParts parts) throws IOException {
    return new Bucket(name, folder, parts, BucketConfig.open(folder, parts.clock()));
  }

  public String name() {
    return name;
  }

  public Instant created() {
    return Instant.parse(config.get("created").orElseThrow());
  }

  /** Whether Object Lock can be used. */
  public boolean objectLock() {
    return config.get("lock-enabled").isPresent();
  }

  void enableObjectLock() {
    config.put("lock-enabled", "true");
    config.put("versioning", Versioning.ENABLED.name());
  }

  public Versioning versioning() {
    return config.get("versioning").map(Versioning::valueOf).orElse(Versioning.UNVERSIONED);
  }

  public void setVersioning(Versioning to) {
    if (objectLock() && to != Versioning.ENABLED) {
      throw new StoreException(S3ErrorCode.INVALID_BUCKET_STATE);
    }
    config.put("versioning", to.name());
  }

  /** A configuration's text, kept and never interpreted. */
  public Optional<String> config(String what) {
    return config.get("config:" + what);
  }

  public void putConfig(String what, String text) {
    config.put("config:" + what, text);
  }

  public void removeConfig(String what) {
    config.remove("config:" + what);
  }

  public StagedContent stage() {
    return content.stage();
  }

  /** Content shared with an existing version; nothing is read. */
  public StagedContent link(StoredVersion source, Bucket sourceBucket) {
    return content.link(source.segments(), sourceBucket.content);
  }

  public MultipartUploads uploads() {
    return uploads;
  }

  boolean isEmpty() {
    return index.all().isEmpty();
  }

  /** The version, or the current one; null when there is none; may be a delete marker. */
  public @Nullable StoredVersion find(String key, @Nullable String versionId) {
    return index.find(key, versionId);
  }

  public InputStream read(StoredVersion version, long offset, long length) {
    return content.read(version.segments(), offset, length);
  }

  public ObjectPage listObjects(ObjectQuery query) {
    return Listing.objects(index, query);
  }

  public VersionPage listVersions(VersionQuery query) {
    return Listing.versions(index, query);
  }

  /** Puts a version if the condition holds of the current one. */
  public StoredVersion put(NewVersion version, WriteCondition condition, @Nullable Cause cause) {
    return put(version, List.of(), null, condition, cause);
  }

  StoredVersion put(
      NewVersion version,
      List<PartInfo> partInfos,
      @Nullable String uploadId,
      WriteCondition condition,
      @Nullable Cause cause) {
    List<Segment> segments = segments(version.content());
    lock.lock();
    try {
      condition.require(index.find(version.key(), null));
      StoredVersion stored = stored(version, partInfos, segments);
      ObjectEvent event = cause == null ? null : event(cause.eventName(), stored, cause);
      journal.append(Entry.put(stored, uploadId, event));
      StoredVersion replaced = index.put(stored);
      publish(event);
      if (replaced != null) {
        content.delete(replaced.segments());
      }
      return stored;
    } catch (StoreException refused) {
      if (uploadId == null) {
        version.content().discard();
      }
      throw refused;
    } finally {
      lock.unlock();
    }
  }

  private static List<Segment> segments(StagedContent content) {
    try {
      return content.segments();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private StoredVersion stored(
      NewVersion version, List<PartInfo> partInfos, List<Segment> segments) {
    return new StoredVersion(
        version.key(),
        newVersionId(),
        false,
        version.content().size(),
        version.eTag(),
        version.checksums(),
        version.checksumType(),
        version.headers(),
        version.metadata(),
        version.tags(),
        version.retention(),
        version.legalHold(),
        partInfos,
        Instant.ofEpochMilli(parts.clock().millis()),
        Sequence.hex(parts.sequence().next()),
        segments);
  }

  private String newVersionId() {
    if (versioning() != Versioning.ENABLED) {
      return "null";
    }
    byte[] random = new byte[VERSION_ID_BYTES];
    RANDOM.nextBytes(random);
    return Base64.getUrlEncoder().encodeToString(random).replace('-', '.');
  }

  /** Deletes a version for good, or puts a delete marker, as the bucket's versioning has it. */
  public Deleted delete(
      String key,
      @Nullable String versionId,
      @Nullable String ifMatch,
      boolean bypassGovernance,
      @Nullable Cause cause) {
    lock.lock();
    try {
      StoredVersion target = index.find(key, versionId);
      if (ifMatch != null && target != null) {
        new WriteCondition(ifMatch, null).require(target);
      }
      if (versionId == null && versioning() != Versioning.UNVERSIONED) {
        return mark(key, cause);
      }
      return target == null
          ? new Deleted(versionId, false)
          : remove(target, bypassGovernance, cause);
    } finally {
      lock.unlock();
    }
  }

  private Deleted remove(StoredVersion target, boolean bypassGovernance, @Nullable Cause cause) {
    LockRules.requireUnlocked(target, parts.clock().instant(), bypassGovernance);
    ObjectEvent event = cause == null ? null : event("ObjectRemoved:Delete", target, cause);
    journal.append(Entry.remove(target.key(), target.versionId(), event));
    index.remove(target.key(), target.versionId());
    publish(event);
    content.delete(target.segments());
    return new Deleted(target.versionId(), target.deleteMarker());
  }

  private Deleted mark(String key, @Nullable Cause cause) {
    StoredVersion marker =
        StoredVersion.marker(key, newVersionId(), now(), Sequence.hex(parts.sequence().next()));
    ObjectEvent event =
        cause == null ? null : event("ObjectRemoved:DeleteMarkerCreated", marker, cause);
    journal.append(Entry.put(marker, null, event));
    StoredVersion replaced = index.put(marker);
    publish(event);
    if (replaced != null) {
      content.delete(replaced.segments());
    }
    return new Deleted(marker.versionId(), true);
  }

  public StoredVersion setTags(String key, @Nullable String versionId, Map<String, String> tags) {
    return update(key, versionId, version -> version.withTags(tags));
  }

  public StoredVersion setRetention(
      String key,
      @Nullable String versionId,
      @Nullable Retention retention,
      boolean bypassGovernance) {
    requireObjectLock();
    return update(
        key,
        versionId,
        version -> {
          LockRules.requireMayChange(
              version.retention(), retention, parts.clock().instant(), bypassGovernance);
          return version.withRetention(retention);
        });
  }

  public StoredVersion setLegalHold(String key, @Nullable String versionId, boolean on) {
    requireObjectLock();
    return update(key, versionId, version -> version.withLegalHold(on));
  }

  private void requireObjectLock() {
    if (!objectLock()) {
      throw new StoreException(
          S3ErrorCode.INVALID_REQUEST, "Bucket is missing Object Lock Configuration");
    }
  }

  private StoredVersion update(
      String key, @Nullable String versionId, Function<StoredVersion, StoredVersion> change) {
    lock.lock();
    try {
      StoredVersion found = index.find(key, versionId);
      if (found == null || found.deleteMarker()) {
        throw new StoreException(
            versionId == null ? S3ErrorCode.NO_SUCH_KEY : S3ErrorCode.NO_SUCH_VERSION);
      }
      StoredVersion changed = change.apply(found);
      journal.append(Entry.update(changed));
      index.update(changed);
      return changed;
    } finally {
      lock.unlock();
    }
  }

  private @Nullable ObjectEvent event(String eventName, StoredVersion version, Cause cause) {
    ObjectEvent event =
        ObjectEvent.of(
            parts.sequence().next(), eventName, name, version, parts.clock().instant(), cause);
    return parts.outbox().wants(event) ? event : null;
  }

  private void publish(@Nullable ObjectEvent event) {
    if (event != null) {
      parts.outbox().publish(event);
    }
  }

  /** Appends for the uploads, under the bucket's lock. */
  void append(Entry entry) {
    lock.lock();
    try {
      journal.append(entry);
    } finally {
      lock.unlock();
    }
  }

  ContentFolder content() {
    return content;
  }

  Instant now() {
    return Instant.ofEpochMilli(parts.clock().millis());
  }

  void close() throws IOException {
    journal.close();
  }
}
