package dev.waybill.localcloud.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What changes a bucket's versions, one change at a time. */
final class VersionWrites {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int VERSION_ID_BYTES = 24;

  private final String name;
  private final StoreParts parts;
  private final Supplier<Versioning> versioning;
  private final ContentFolder content;
  private final Index index;
  private final Journal journal;
  private final ReentrantLock lock = new ReentrantLock();

  VersionWrites(
      String name,
      StoreParts parts,
      Supplier<Versioning> versioning,
      ContentFolder content,
      Index index,
      Journal journal) {
    this.name = name;
    this.parts = parts;
    this.versioning = versioning;
    this.content = content;
    this.index = index;
    this.journal = journal;
  }

  StoredVersion put(
      NewVersion version,
      List<PartInfo> partInfos,
      @Nullable String uploadId,
      WriteCondition condition,
      @Nullable WriteCause cause) {
    List<Segment> segments = segments(version.content());
    boolean kept = false;
    lock.lock();
    try {
      condition.require(index.find(version.key(), null));
      StoredVersion stored = stored(version, partInfos, segments);
      ObjectEvent event = cause == null ? null : event(cause.eventName(), stored, cause);
      journal.append(Entry.put(stored, uploadId, event));
      kept = true;
      StoredVersion replaced = index.put(stored);
      publish(event);
      if (replaced != null) {
        content.retire(replaced.segments());
      }
      return stored;
    } finally {
      lock.unlock();
      if (!kept && uploadId == null) {
        version.content().discard();
      }
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
    if (versioning.get() != Versioning.ENABLED) {
      return "null";
    }
    byte[] random = new byte[VERSION_ID_BYTES];
    RANDOM.nextBytes(random);
    return Base64.getUrlEncoder().encodeToString(random).replace('-', '.');
  }

  /** Deletes a version for good, or puts a delete marker, as the bucket's versioning has it. */
  Deleted delete(
      String key,
      @Nullable String versionId,
      @Nullable String ifMatch,
      boolean bypassGovernance,
      @Nullable WriteCause cause) {
    lock.lock();
    try {
      if (ifMatch != null) {
        // Of the current version, even when another one is to go.
        new WriteCondition(ifMatch, null).require(index.find(key, null));
      }
      StoredVersion target = index.find(key, versionId);
      if (versionId == null && versioning.get() != Versioning.UNVERSIONED) {
        return mark(key, cause);
      }
      return target == null
          ? new Deleted(versionId, false)
          : remove(target, bypassGovernance, cause);
    } finally {
      lock.unlock();
    }
  }

  private Deleted remove(
      StoredVersion target, boolean bypassGovernance, @Nullable WriteCause cause) {
    LockRules.requireUnlocked(target, parts.clock().instant(), bypassGovernance);
    ObjectEvent event = cause == null ? null : event("ObjectRemoved:Delete", target, cause);
    journal.append(Entry.remove(target.key(), target.versionId(), event));
    index.remove(target.key(), target.versionId());
    publish(event);
    content.delete(target.segments());
    return new Deleted(target.versionId(), target.deleteMarker());
  }

  private Deleted mark(String key, @Nullable WriteCause cause) {
    StoredVersion marker =
        StoredVersion.marker(
            key,
            newVersionId(),
            Instant.ofEpochMilli(parts.clock().millis()),
            Sequence.hex(parts.sequence().next()));
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

  StoredVersion update(
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

  /** Null when nobody wants to hear of it. */
  private @Nullable ObjectEvent event(String eventName, StoredVersion version, WriteCause cause) {
    List<WriteDestination> destinations =
        parts.outbox().destinations(eventName, name, version.key());
    return destinations.isEmpty()
        ? null
        : ObjectEvent.of(
            parts.sequence().next(),
            eventName,
            name,
            version,
            parts.clock().instant(),
            cause,
            destinations);
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

  /** Ends the bucket, after which nothing more is written, unless something is in it. */
  boolean closeIfEmpty() throws IOException {
    lock.lock();
    try {
      boolean empty = index.all().isEmpty();
      if (empty) {
        journal.end();
      }
      return empty;
    } finally {
      lock.unlock();
    }
  }

  void close() throws IOException {
    journal.close();
  }
}
