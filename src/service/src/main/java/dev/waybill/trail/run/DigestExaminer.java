package dev.waybill.trail.run;

import dev.waybill.trail.TrailBucket;
import dev.waybill.trail.TrailContent;
import dev.waybill.trail.TrailFault;
import dev.waybill.trail.TrailFaultKind;
import dev.waybill.trail.TrailVersion;
import dev.waybill.trail.digest.DigestDocument;
import dev.waybill.trail.digest.DigestKey;
import dev.waybill.trail.digest.DigestReader;
import dev.waybill.trail.digest.DigestSignature;
import dev.waybill.trail.digest.GzipMember;
import dev.waybill.trail.digest.MalformedFileException;
import dev.waybill.trail.digest.TrailKey;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Examination of single digest files, with all their versions. */
final class DigestExaminer {
  /** Versions of one key that are read; a genuine one below more of them is not looked for. */
  static final int MAX_VERSIONS = 20;

  private static final String ALGORITHM = "SHA256withRSA";

  private final TrailBucket bucket;
  private final PublicKeyCache keys;

  DigestExaminer(TrailBucket bucket, PublicKeyCache keys) {
    this.bucket = bucket;
    this.keys = keys;
  }

  /**
   * Examines a digest.
   *
   * @param versions versions of its key, the latest first
   */
  ExaminedDigest examine(DigestKey key, List<TrailVersion> versions) {
    TrailVersion latest = versions.get(0);
    ExaminedDigest first = latest.isMarker() ? hidden(key, latest) : one(key, latest);
    if (first.publicKey() != null || isUnreadable(first)) {
      return first;
    }
    for (TrailVersion version : versions.subList(1, Math.min(versions.size(), MAX_VERSIONS))) {
      ExaminedDigest older = version.isMarker() ? first : one(key, version);
      if (older.publicKey() != null) {
        return older.with(covered(latest, version, first));
      }
    }
    return first;
  }

  private static boolean isUnreadable(ExaminedDigest digest) {
    return digest.fault() != null && digest.fault().kind().isUnjudged();
  }

  private TrailFault covered(TrailVersion latest, TrailVersion genuine, ExaminedDigest first) {
    String because = first.fault() == null ? "" : " (" + first.fault().reason() + ")";
    return latest.isMarker()
        ? fault(
            TrailFaultKind.DIGEST_HIDDEN,
            genuine,
            "a delete marker lies on top; the genuine digest is the version " + genuine.versionId())
        : fault(
            TrailFaultKind.DIGEST_OVERWRITTEN,
            genuine,
            "the version "
                + latest.versionId()
                + " lies on top"
                + because
                + "; the genuine digest is the version "
                + genuine.versionId());
  }

  private ExaminedDigest hidden(DigestKey key, TrailVersion marker) {
    return faulty(
        key,
        marker,
        fault(
            TrailFaultKind.DIGEST_HIDDEN,
            marker,
            "a delete marker lies on top, and no valid version below it"));
  }

  private ExaminedDigest one(DigestKey key, TrailVersion version) {
    if (version.size() > GzipMember.MAX_STORED) {
      return faulty(
          key, version, fault(TrailFaultKind.DIGEST_MALFORMED, version, "the file is too large"));
    }
    TrailContent content = bucket.read(version);
    if (content instanceof TrailContent.Read read) {
      return read(key, version, read);
    }
    String reason =
        content instanceof TrailContent.Denied denied
            ? denied.reason()
            : "it is gone since the listing";
    return faulty(key, version, fault(TrailFaultKind.DIGEST_UNREADABLE, version, reason));
  }

  private ExaminedDigest read(DigestKey key, TrailVersion version, TrailContent.Read read) {
    DigestDocument document;
    try {
      document = DigestReader.read(read.bytes());
    } catch (MalformedFileException e) {
      return faulty(
          key, version, fault(TrailFaultKind.DIGEST_MALFORMED, version, "the file " + e.reason()));
    }
    String signature = read.metadata().getOrDefault("signature", "");
    Optional<TrailKey> publicKey =
        keys.find(document.fingerprint(), keyTime(document, read.metadata()));
    TrailFault fault = fault(key, version, document, read.metadata(), publicKey.orElse(null));
    return new ExaminedDigest(
        key, version, document, signature, fault == null ? publicKey.orElse(null) : null, fault);
  }

  /** A backfill digest is signed by a key of the time at which it was made. */
  private static Instant keyTime(DigestDocument document, Map<String, String> metadata) {
    try {
      return Instant.parse(metadata.getOrDefault("backfill-generation-timestamp", ""));
    } catch (DateTimeException none) {
      return document.end();
    }
  }

  private @Nullable TrailFault fault(
      DigestKey key,
      TrailVersion version,
      DigestDocument document,
      Map<String, String> metadata,
      @Nullable TrailKey publicKey) {
    if (!isInPlace(key, document)) {
      return fault(
          TrailFaultKind.DIGEST_MISPLACED,
          version,
          "it states to be s3://" + document.bucket() + "/" + document.key());
    }
    if (key.chain().backfill() && !metadata.containsKey("backfill-generation-timestamp")) {
      return fault(
          TrailFaultKind.DIGEST_MALFORMED,
          version,
          "it lacks the metadata backfill-generation-timestamp");
    }
    String signature = metadata.getOrDefault("signature", "");
    if (signature.isEmpty() || !ALGORITHM.equals(metadata.get("signature-algorithm"))) {
      return fault(
          TrailFaultKind.SIGNATURE_MISSING,
          version,
          "its metadata has no signature of the algorithm " + ALGORITHM);
    }
    if (publicKey == null) {
      return fault(
          TrailFaultKind.PUBLIC_KEY_UNKNOWN,
          version,
          "CloudTrail states no public key with the fingerprint "
              + document.fingerprint()
              + " for this region and time");
    }
    return DigestSignature.isValid(publicKey, document, signature)
        ? null
        : fault(
            TrailFaultKind.SIGNATURE_INVALID, version, "the digest or its signature was altered");
  }

  private boolean isInPlace(DigestKey key, DigestDocument document) {
    return document.bucket().equals(bucket.name())
        && document.key().equals(key.key())
        && document.account().equals(key.chain().account())
        && document.end().equals(key.end());
  }

  private static ExaminedDigest faulty(DigestKey key, TrailVersion version, TrailFault fault) {
    return new ExaminedDigest(key, version, null, "", null, fault);
  }

  private TrailFault fault(TrailFaultKind kind, TrailVersion version, String reason) {
    return new TrailFault(kind, bucket.uri(version.key()), version.versionId(), reason);
  }
}
