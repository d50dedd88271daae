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

/** Writer of a bucket's versions that applies one change at a time. */
final class VersionWriter {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int VERSION_ID_BYTES = 24;

  private final String name;
  private final StoreContext context;
  private final Supplier<Versioning> versioning;
  private final ContentFolder content;
  private final KeyVersionIndex index;
  private final Journal journal;
  private final ReentrantLock lock = new ReentrantLock();

  VersionWriter(
      String name,
      StoreContext context,
      Supplier<Versioning> versioning,
      ContentFolder content,
      KeyVersionIndex index,
      Journal journal) {
    this.name = name;
    this.context = context;
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
    boolean durable = false;
    lock.lock();
    try {
      condition.require(index.find(version.key(), null));
      StoredVersion stored = stored(version, partInfos, segments);
      ObjectEvent event = cause == null ? null : event(cause.eventName(), stored, cause);
      journal.append(BucketJournalEntry.put(stored, uploadId, event));
      durable = true;
      StoredVersion replaced = index.put(stored);
      publish(event);
      if (replaced != null) {
        content.retire(replaced.segments());
      }
      return stored;
    } finally {
      lock.unlock();
      if (!durable && uploadId == null) {
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
        version.legalHold() ? true : null,
        partInfos,
        Instant.ofEpochMilli(context.clock().millis()),
        Sequence.hex(context.sequence().next()),
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

  /**
   * Deletes a version permanently or adds a delete marker, depending on the bucket's versioning.
   */
  DeleteResult delete(
      String key,
      @Nullable String versionId,
      @Nullable String ifMatch,
      boolean bypassGovernance,
      @Nullable WriteCause cause) {
    lock.lock();
    try {
      if (ifMatch != null) {
        // The condition applies to the current version, even if the request deletes another one.
        new WriteCondition(ifMatch, null).require(index.find(key, null));
      }
      StoredVersion target = index.find(key, versionId);
      if (versionId == null && versioning.get() != Versioning.UNVERSIONED) {
        return addMarker(key, cause);
      }
      return target == null
          ? new DeleteResult(versionId, false)
          : remove(target, bypassGovernance, cause);
    } finally {
      lock.unlock();
    }
  }

  private DeleteResult remove(
      StoredVersion target, boolean bypassGovernance, @Nullable WriteCause cause) {
    LockRules.requireUnlocked(target, context.clock().instant(), bypassGovernance);
    ObjectEvent event = cause == null ? null : event("ObjectRemoved:Delete", target, cause);
    journal.append(BucketJournalEntry.remove(target.key(), target.versionId(), event));
    index.remove(target.key(), target.versionId());
    publish(event);
    content.delete(target.segments());
    return new DeleteResult(target.versionId(), target.deleteMarker());
  }

  private DeleteResult addMarker(String key, @Nullable WriteCause cause) {
    StoredVersion marker =
        StoredVersion.marker(
            key,
            newVersionId(),
            Instant.ofEpochMilli(context.clock().millis()),
            Sequence.hex(context.sequence().next()));
    ObjectEvent event =
        cause == null ? null : event("ObjectRemoved:DeleteMarkerCreated", marker, cause);
    journal.append(BucketJournalEntry.put(marker, null, event));
    StoredVersion replaced = index.put(marker);
    publish(event);
    if (replaced != null) {
      content.delete(replaced.segments());
    }
    return new DeleteResult(marker.versionId(), true);
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
      journal.append(BucketJournalEntry.update(changed));
      index.update(changed);
      return changed;
    } finally {
      lock.unlock();
    }
  }

  /** Creates the event of a change; null when it has no destination. */
  private @Nullable ObjectEvent event(String eventName, StoredVersion version, WriteCause cause) {
    List<WriteDestination> destinations =
        context.outbox().destinations(eventName, name, version.key());
    return destinations.isEmpty()
        ? null
        : ObjectEvent.of(
            context.sequence().next(),
            eventName,
            name,
            version,
            context.clock().instant(),
            cause,
            destinations);
  }

  private void publish(@Nullable ObjectEvent event) {
    if (event != null) {
      context.outbox().publish(event);
    }
  }

  /** Appends an entry of an upload under the bucket's lock. */
  void append(BucketJournalEntry entry) {
    lock.lock();
    try {
      journal.append(entry);
    } finally {
      lock.unlock();
    }
  }

  /** Ends the journal of an empty bucket; returns false and does nothing when it is not empty. */
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
