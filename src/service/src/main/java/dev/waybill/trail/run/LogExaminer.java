package dev.waybill.trail.run;

import dev.waybill.record.object.Sha256;
import dev.waybill.trail.TrailBucket;
import dev.waybill.trail.TrailContent;
import dev.waybill.trail.TrailFault;
import dev.waybill.trail.TrailFaultKind;
import dev.waybill.trail.TrailVersion;
import dev.waybill.trail.digest.GzipMember;
import dev.waybill.trail.digest.MalformedFileException;
import dev.waybill.trail.digest.NamedLog;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Examination of single log files that a digest names. */
final class LogExaminer {
  private final TrailBucket bucket;

  /** Digest of a version, or the reason why there is none. */
  private record Hashed(@Nullable Sha256 sha256, boolean isDenied, String reason) {}

  LogExaminer(TrailBucket bucket) {
    this.bucket = bucket;
  }

  /**
   * Returns the fault of a log file; empty when it is as its digest states.
   *
   * @param versions versions of its key, the latest first
   */
  Optional<TrailFault> examine(NamedLog log, List<TrailVersion> versions) {
    if (versions.isEmpty()) {
      return Optional.of(fault(TrailFaultKind.LOG_DELETED, log.key(), "", "the file is gone"));
    }
    TrailVersion latest = versions.get(0);
    Hashed top = latest.isMarker() ? new Hashed(null, false, "") : hash(latest);
    if (log.sha256().equals(top.sha256())) {
      return Optional.empty();
    }
    if (top.isDenied()) {
      return Optional.of(
          fault(TrailFaultKind.LOG_UNREADABLE, log.key(), latest.versionId(), top.reason()));
    }
    return Optional.of(damaged(log, versions, latest, top));
  }

  private TrailFault damaged(
      NamedLog log, List<TrailVersion> versions, TrailVersion latest, Hashed top) {
    Optional<TrailVersion> genuine =
        versions.subList(1, Math.min(versions.size(), DigestExaminer.MAX_VERSIONS)).stream()
            .filter(it -> !it.isMarker())
            .filter(it -> log.sha256().equals(hash(it).sha256()))
            .findFirst();
    String where =
        genuine
            .map(it -> "the genuine file is the version " + it.versionId())
            .orElse("no version of it is as the digest states");
    if (latest.isMarker()) {
      return fault(
          TrailFaultKind.LOG_HIDDEN,
          log.key(),
          latest.versionId(),
          "a delete marker lies on top; " + where);
    }
    return fault(
        genuine.isPresent() ? TrailFaultKind.LOG_OVERWRITTEN : TrailFaultKind.LOG_ALTERED,
        log.key(),
        latest.versionId(),
        top.reason() + ", but its digest states " + log.sha256() + "; " + where);
  }

  /** Returns the digest of the current version of a file; empty when it has none. */
  Optional<Sha256> hash(List<TrailVersion> versions) {
    return Optional.ofNullable(hash(versions.get(0)).sha256());
  }

  private Hashed hash(TrailVersion version) {
    if (version.size() > GzipMember.MAX_STORED) {
      return new Hashed(null, false, "the file is too large");
    }
    TrailContent content = bucket.read(version);
    if (content instanceof TrailContent.Read read) {
      try {
        Sha256 sha256 = GzipMember.hash(read.bytes());
        return new Hashed(sha256, false, "the file has the hash " + sha256);
      } catch (MalformedFileException e) {
        return new Hashed(null, false, "the file " + e.reason());
      }
    }
    return content instanceof TrailContent.Denied denied
        ? new Hashed(null, true, denied.reason())
        : new Hashed(null, true, "it is gone since the listing");
  }

  TrailFault fault(TrailFaultKind kind, String key, String version, String reason) {
    return new TrailFault(kind, bucket.uri(key), version, reason);
  }
}
