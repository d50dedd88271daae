package dev.waybill.localcloud.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** Open multipart uploads of a bucket. Uploads and parts are durable. */
public final class MultipartUploads {
  private static final long MIN_PART_SIZE = 5L * 1024 * 1024;

  private record Part(PartInfo info, List<Segment> segments) {}

  private record Open(MultipartUpload upload, NavigableMap<Integer, Part> parts) {}

  private final Bucket bucket;
  private final Map<String, Open> open = new ConcurrentHashMap<>();
  private final CompletedUploads completed = new CompletedUploads();

  MultipartUploads(Bucket bucket) {
    this.bucket = bucket;
  }

  public MultipartUpload create(
      String key,
      Map<String, String> headers,
      Map<String, String> metadata,
      Map<String, String> tags,
      @Nullable Retention retention,
      boolean legalHold,
      @Nullable String checksumAlgorithm,
      @Nullable String checksumType) {
    String id = UUID.randomUUID().toString().replace("-", "");
    MultipartUpload upload =
        new MultipartUpload(
            key,
            id,
            bucket.now(),
            headers,
            metadata,
            tags,
            retention,
            legalHold,
            checksumAlgorithm,
            checksumType);
    bucket.writer().append(BucketJournalEntry.upload(upload));
    open.put(id, new Open(upload, new ConcurrentSkipListMap<>()));
    return upload;
  }

  /** Returns the version that a recently completed upload became. */
  public Optional<StoredVersion> completed(String key, String uploadId) {
    return completed.get(key, uploadId);
  }

  public MultipartUpload get(String key, String uploadId) {
    Open found = open.get(uploadId);
    if (found == null || !found.upload().key().equals(key)) {
      throw new StoreException(S3ErrorCode.NO_SUCH_UPLOAD);
    }
    return found.upload();
  }

  /** Stores a part or replaces the part with this number; content of a failed part is discarded. */
  public PartInfo putPart(
      MultipartUpload upload,
      int number,
      StagedContent content,
      String eTag,
      Map<String, String> checksums) {
    PartInfo info = new PartInfo(number, content.size(), eTag, checksums);
    boolean stored = false;
    try {
      Open target = require(upload);
      synchronized (target) {
        require(upload);
        Part part = new Part(info, segments(content));
        bucket.writer().append(BucketJournalEntry.part(upload.uploadId(), info, part.segments()));
        stored = true;
        Part old = target.parts().put(number, part);
        if (old != null) {
          bucket.content().delete(old.segments());
        }
      }
      return info;
    } finally {
      if (!stored) {
        content.discard();
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

  /** Returns the parts in the order of their numbers. */
  public List<PartInfo> parts(MultipartUpload upload) {
    return require(upload).parts().values().stream().map(Part::info).toList();
  }

  /** Returns the open uploads, ordered by key and start time. */
  public List<MultipartUpload> list() {
    return open.values().stream()
        .map(Open::upload)
        .sorted(
            Comparator.comparing(MultipartUpload::key, KeyOrder.UTF_8)
                .thenComparing(MultipartUpload::started)
                .thenComparing(MultipartUpload::uploadId))
        .toList();
  }

  /**
   * Creates one version of the parts, in the given order, without copying their bytes.
   *
   * @param infos the parts that the eTag and the checksums were computed from
   * @throws StoreException InvalidPart when a part was replaced in the meantime
   */
  public StoredVersion complete(
      MultipartUpload upload,
      List<PartInfo> infos,
      String eTag,
      Map<String, String> checksums,
      @Nullable String checksumType,
      WriteCondition condition,
      @Nullable WriteCause cause) {
    Open target = require(upload);
    synchronized (target) {
      require(upload);
      List<Part> chosen = infos.stream().map(info -> part(target, info)).toList();
      requireMinimumSize(chosen);
      List<Segment> segments = chosen.stream().flatMap(part -> part.segments().stream()).toList();
      NewVersion version =
          new NewVersion(
              upload.key(),
              bucket.content().assembled(segments),
              eTag,
              checksums,
              checksumType,
              upload.headers(),
              upload.metadata(),
              upload.tags(),
              upload.retention(),
              upload.legalHold());
      StoredVersion stored =
          bucket.writer().put(version, infos, upload.uploadId(), condition, cause);
      open.remove(upload.uploadId());
      completed.add(upload.uploadId(), stored);
      target.parts().values().stream()
          .filter(part -> !chosen.contains(part))
          .forEach(part -> bucket.content().delete(part.segments()));
      return stored;
    }
  }

  private static Part part(Open target, PartInfo info) {
    Part part = target.parts().get(info.number());
    if (part == null || !part.info().equals(info)) {
      throw new StoreException(S3ErrorCode.INVALID_PART);
    }
    return part;
  }

  private static void requireMinimumSize(List<Part> chosen) {
    for (int i = 0; i < chosen.size() - 1; i++) {
      if (chosen.get(i).info().size() < MIN_PART_SIZE) {
        throw new StoreException(S3ErrorCode.ENTITY_TOO_SMALL);
      }
    }
  }

  public InputStream readPart(MultipartUpload upload, PartInfo info) {
    Part part = part(require(upload), info);
    return bucket.reader().readPart(part.segments(), part.info().size());
  }

  public void abort(MultipartUpload upload) {
    Open target = require(upload);
    synchronized (target) {
      require(upload);
      bucket.writer().append(BucketJournalEntry.abort(upload.uploadId()));
      open.remove(upload.uploadId());
      target.parts().values().forEach(part -> bucket.content().delete(part.segments()));
    }
  }

  private Open require(MultipartUpload upload) {
    Open found = open.get(upload.uploadId());
    if (found == null) {
      throw new StoreException(S3ErrorCode.NO_SUCH_UPLOAD);
    }
    return found;
  }

  void replay(BucketJournalEntry entry) {
    String uploadId = entry.uploadId();
    MultipartUpload upload = entry.upload();
    PartInfo part = entry.part();
    if (upload != null) {
      open.put(upload.uploadId(), new Open(upload, new ConcurrentSkipListMap<>()));
    } else if (uploadId != null && part != null) {
      Open target = open.get(uploadId);
      if (target != null) {
        List<Segment> segments = Objects.requireNonNull(entry.segments());
        target.parts().put(part.number(), new Part(part, segments));
      }
    } else if (uploadId != null) {
      open.remove(uploadId);
      if (entry.version() != null) {
        completed.add(uploadId, entry.version());
      }
    }
  }

  /** Returns the journal entries that recreate the open uploads. */
  List<BucketJournalEntry> entries() {
    List<BucketJournalEntry> entries = new ArrayList<>();
    for (Open one : open.values()) {
      entries.add(BucketJournalEntry.upload(one.upload()));
      for (Part part : one.parts().values()) {
        entries.add(BucketJournalEntry.part(one.upload().uploadId(), part.info(), part.segments()));
      }
    }
    return entries;
  }

  Collection<Segment> segments() {
    return open.values().stream()
        .flatMap(one -> one.parts().values().stream())
        .flatMap(part -> part.segments().stream())
        .toList();
  }
}
