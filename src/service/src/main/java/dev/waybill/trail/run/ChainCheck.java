package dev.waybill.trail.run;

import dev.waybill.trail.TrailBucket;
import dev.waybill.trail.TrailFault;
import dev.waybill.trail.TrailFaultKind;
import dev.waybill.trail.TrailVersion;
import dev.waybill.trail.digest.DigestDocument;
import dev.waybill.trail.digest.DigestDocument.Previous;
import dev.waybill.trail.digest.DigestKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Check of the links between the digests of one chain. */
final class ChainCheck {
  private final TrailBucket bucket;
  private final Instant reportFrom;
  private final Map<String, ExaminedDigest> digests = new LinkedHashMap<>();
  private final Map<String, TrailFault> refined = new HashMap<>();
  private final List<TrailFault> faults = new ArrayList<>();
  private final List<JudgedChain.Span> unjudged = new ArrayList<>();
  private @Nullable Instant lastEnd;

  /**
   * @param examined digests of one chain in the order of their times
   * @param knownEnd end of a digest before them that was verified earlier; null for none
   */
  private ChainCheck(
      TrailBucket bucket,
      Instant reportFrom,
      List<ExaminedDigest> examined,
      @Nullable Instant knownEnd) {
    this.bucket = bucket;
    this.reportFrom = reportFrom;
    examined.forEach(it -> digests.put(it.key().key(), it));
    boolean isBefore =
        knownEnd != null && !examined.isEmpty() && knownEnd.isBefore(examined.get(0).end());
    this.lastEnd = isBefore ? knownEnd : null;
  }

  static JudgedChain judge(
      TrailBucket bucket,
      Instant reportFrom,
      List<ExaminedDigest> examined,
      @Nullable Instant knownEnd) {
    ChainCheck check = new ChainCheck(bucket, reportFrom, examined, knownEnd);
    examined.forEach(check::follow);
    for (ExaminedDigest digest : examined) {
      TrailFault fault = check.refined.getOrDefault(digest.key().key(), digest.fault());
      if (fault != null) {
        check.report(digest, fault);
      }
    }
    return new JudgedChain(
        examined.get(0).key().chain(), List.copyOf(examined), check.faults, check.unjudged);
  }

  private void follow(ExaminedDigest digest) {
    DigestDocument document = digest.genuine();
    Instant before = lastEnd;
    if (document == null) {
      unjudged.add(
          new JudgedChain.Span(
              before == null ? digest.end().minus(Duration.ofHours(1)) : before, digest.end()));
      lastEnd = digest.end();
      return;
    }
    Previous previous = document.previous();
    ExaminedDigest linked = previous == null ? null : digests.get(previous.key());
    if (linked != null && previous != null && previous.bucket().equals(bucket.name())) {
      link(digest, document, linked, previous);
    }
    if (before != null && document.start().isBefore(before) && isPassed(linked, before)) {
      fault(
          digest,
          TrailFaultKind.DIGEST_DUPLICATE,
          "it begins at " + document.start() + ", and the time up to " + before + " has a digest");
      return;
    }
    if (linked == null) {
      unlinked(digest, document, before);
    }
    lastEnd = digest.end();
  }

  /** Returns true when another digest lies between a digest and the one that it names. */
  private static boolean isPassed(@Nullable ExaminedDigest linked, Instant before) {
    return linked == null || linked.end().isBefore(before);
  }

  private void link(
      ExaminedDigest digest, DigestDocument document, ExaminedDigest linked, Previous previous) {
    DigestDocument before = linked.genuine();
    if (before == null) {
      refine(linked, previous);
      return;
    }
    if (!before.sha256().equals(previous.sha256())) {
      fault(
          digest,
          TrailFaultKind.PREVIOUS_HASH_BROKEN,
          "it states the hash "
              + previous.sha256()
              + " of the digest before it, which has "
              + before.sha256());
    } else if (!linked.signature().equalsIgnoreCase(previous.signature())) {
      fault(
          digest,
          TrailFaultKind.PREVIOUS_SIGNATURE_BROKEN,
          "it states another signature of the digest before it than that has");
    } else if (!before.end().equals(document.start())) {
      gap(digest, before.end(), document.start());
    }
  }

  private void refine(ExaminedDigest linked, Previous previous) {
    TrailFault fault = linked.fault();
    DigestDocument document = linked.document();
    if (fault != null
        && document != null
        && linked.isUnsigned()
        && !document.sha256().equals(previous.sha256())) {
      refined.put(
          linked.key().key(),
          new TrailFault(
              TrailFaultKind.DIGEST_ALTERED,
              fault.object(),
              fault.version(),
              "its content has the hash "
                  + document.sha256()
                  + ", but the next digest states "
                  + previous.sha256()));
    }
  }

  private void unlinked(ExaminedDigest digest, DigestDocument document, @Nullable Instant before) {
    Previous previous = document.previous();
    if (previous == null) {
      if (before != null && document.start().isAfter(before)) {
        gap(digest, before, document.start());
      } else if (before != null) {
        fault(digest, TrailFaultKind.PREVIOUS_LINK_BROKEN, "it names no digest before it");
      }
    } else if (!previous.bucket().equals(bucket.name())) {
      fault(
          digest,
          TrailFaultKind.PREVIOUS_LINK_BROKEN,
          "the digest before it is in the bucket " + previous.bucket());
    } else if (before == null) {
      head(digest, document, previous);
    } else if (document.start().isAfter(before)) {
      deleted(digest, document, previous, before);
    } else {
      fault(
          digest,
          TrailFaultKind.PREVIOUS_LINK_BROKEN,
          "it names " + previous.key() + ", which is not the digest before it");
    }
  }

  private void head(ExaminedDigest digest, DigestDocument document, Previous previous) {
    List<TrailVersion> versions =
        digest.end().isAfter(reportFrom) ? bucket.versions(previous.key()) : List.of();
    List<TrailVersion> own =
        versions.stream().filter(it -> it.key().equals(previous.key())).toList();
    if (own.isEmpty()) {
      fault(
          digest,
          TrailFaultKind.HEAD_CUT,
          "the digest before it, " + previous.key() + ", and all earlier ones are gone");
    } else if (own.get(0).isMarker()) {
      faultAt(previous, digest, TrailFaultKind.DIGEST_HIDDEN, "a delete marker lies on top");
    } else {
      DigestKey.parse(previous.key())
          .filter(it -> !it.end().equals(document.start()))
          .ifPresent(it -> gap(digest, it.end(), document.start()));
    }
  }

  private void deleted(
      ExaminedDigest digest, DigestDocument document, Previous previous, Instant before) {
    unjudged.add(new JudgedChain.Span(before, document.start()));
    long interval = Math.max(1, Duration.between(document.start(), document.end()).toSeconds());
    long count =
        Math.round((double) Duration.between(before, document.start()).toSeconds() / interval);
    faultAt(
        previous,
        digest,
        count > 1 ? TrailFaultKind.DIGESTS_DELETED : TrailFaultKind.DIGEST_DELETED,
        (count > 1 ? "about " + count + " digests are gone" : "the digest is gone")
            + ": nothing covers the time from "
            + before
            + " to "
            + document.start()
            + ", and "
            + digest.key().key()
            + " names it as the one before");
  }

  private void gap(ExaminedDigest digest, Instant from, Instant until) {
    fault(
        digest,
        TrailFaultKind.TIME_GAP,
        "it starts at " + until + ", but the digest before it ends at " + from);
  }

  private void fault(ExaminedDigest digest, TrailFaultKind kind, String reason) {
    report(
        digest,
        new TrailFault(kind, bucket.uri(digest.key().key()), digest.version().versionId(), reason));
  }

  private void faultAt(
      Previous previous, ExaminedDigest digest, TrailFaultKind kind, String reason) {
    report(digest, new TrailFault(kind, bucket.uri(previous.key()), "", reason));
  }

  private void report(ExaminedDigest digest, TrailFault fault) {
    if (digest.end().isAfter(reportFrom)) {
      faults.add(fault.at(digest.end()));
    }
  }
}
