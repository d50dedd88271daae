package dev.waybill.trail.run;

import dev.waybill.record.object.Sha256;
import dev.waybill.trail.RegionTrail;
import dev.waybill.trail.TrailBucket;
import dev.waybill.trail.TrailFault;
import dev.waybill.trail.TrailFaultKind;
import dev.waybill.trail.TrailVersion;
import dev.waybill.trail.digest.DigestDocument;
import dev.waybill.trail.digest.NamedLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Check that the log files of a region are exactly those that its digests name. */
final class LogSetCheck {
  /** Unnamed files that are compared with missing ones. */
  private static final int MAX_CANDIDATES = 200;

  private final TrailBucket bucket;
  private final RegionTrail place;
  private final TrailWindow window;
  private final Map<String, List<TrailVersion>> listed;
  private final LogExaminer examiner;
  private final Map<String, Named> named = new LinkedHashMap<>();

  /** Log file, with the digest that names it. */
  private record Named(NamedLog log, ExaminedDigest digest) {}

  /** Outcome for one log file. */
  private record Judged(Named named, Optional<TrailFault> fault) {}

  /**
   * Outcome for all log files.
   *
   * @param verified number of files of new digests that are as stated
   */
  record Outcome(long verified, List<TrailFault> faults) {}

  /**
   * @param listed versions by key, the latest first
   */
  LogSetCheck(
      TrailBucket bucket,
      RegionTrail place,
      TrailWindow window,
      Map<String, List<TrailVersion>> listed,
      List<JudgedChain> chains) {
    this.bucket = bucket;
    this.place = place;
    this.window = window;
    this.listed = listed;
    this.examiner = new LogExaminer(bucket);
    for (JudgedChain chain : chains) {
      chain.digests().forEach(this::name);
    }
  }

  private void name(ExaminedDigest digest) {
    DigestDocument document = digest.genuine();
    if (document != null) {
      document.logs().forEach(it -> named.putIfAbsent(it.key(), new Named(it, digest)));
    }
  }

  /**
   * Judges the files.
   *
   * @param isCovered returns true for a time of delivery whose digest was read
   */
  Outcome judge(ParallelReads reads, Predicate<Instant> isCovered) {
    List<Judged> judged =
        reads.map(
            List.copyOf(named.values()),
            it -> new Judged(it, fault(it).map(each -> each.at(it.digest().end()))));
    List<TrailFault> faults = new ArrayList<>();
    List<Judged> missing = new ArrayList<>();
    long verified = 0;
    for (Judged each : judged) {
      if (each.fault().isEmpty()) {
        verified += isNew(each.named()) ? 1 : 0;
      } else if (each.fault().get().kind() == TrailFaultKind.LOG_DELETED) {
        missing.add(each);
      } else {
        faults.add(each.fault().get());
      }
    }
    Map<String, List<TrailVersion>> unnamed = unnamed();
    moved(missing, unnamed, faults);
    unnamed.forEach(
        (key, versions) -> {
          Instant delivered = versions.get(0).modified();
          if (isCovered.test(delivered)) {
            faults.add(
                examiner
                    .fault(
                        TrailFaultKind.LOG_UNNAMED,
                        key,
                        versions.get(0).versionId(),
                        "no digest names the file, which was put at " + delivered)
                    .at(delivered));
          }
        });
    return new Outcome(verified, faults);
  }

  private boolean isNew(Named log) {
    return log.digest().isNew(window);
  }

  private boolean isReported(Named log) {
    return isNew(log) || log.digest().end().isAfter(window.reportFrom());
  }

  private Optional<TrailFault> fault(Named each) {
    NamedLog log = each.log();
    if (!isReported(each)) {
      return listed.containsKey(log.key()) ? Optional.empty() : examiner.examine(log, List.of());
    }
    if (!log.bucket().equals(bucket.name()) || !log.key().startsWith(place.logs())) {
      return Optional.of(
          new TrailFault(
              TrailFaultKind.LOG_MISPLACED,
              "s3://" + log.bucket() + "/" + log.key(),
              "",
              "a digest of " + place.logs() + " names it"));
    }
    List<TrailVersion> versions = listed.get(log.key());
    if (versions == null) {
      versions =
          bucket.versions(log.key()).stream().filter(it -> it.key().equals(log.key())).toList();
    }
    return isNew(each) || isTouched(versions) ? examiner.examine(log, versions) : Optional.empty();
  }

  /** Returns true for a file that may not be as it was when its digest was new. */
  private boolean isTouched(List<TrailVersion> versions) {
    return versions.size() != 1
        || versions.get(0).isMarker()
        || versions.get(0).modified().isAfter(window.from());
  }

  private Map<String, List<TrailVersion>> unnamed() {
    Map<String, List<TrailVersion>> unnamed = new LinkedHashMap<>(listed);
    unnamed
        .entrySet()
        .removeIf(
            it ->
                named.containsKey(it.getKey())
                    || it.getKey().endsWith("/")
                    || it.getValue().get(0).isMarker());
    return unnamed;
  }

  /** Finds the bytes of missing files under the keys of unnamed ones. */
  private void moved(
      List<Judged> missing, Map<String, List<TrailVersion>> unnamed, List<TrailFault> faults) {
    Map<Sha256, String> places = new HashMap<>();
    if (!missing.isEmpty()) {
      unnamed.entrySet().stream()
          .limit(MAX_CANDIDATES)
          .forEach(
              it -> examiner.hash(it.getValue()).ifPresent(sha -> places.put(sha, it.getKey())));
    }
    for (Judged each : missing) {
      String now = places.get(each.named().log().sha256());
      if (now != null) {
        List<TrailVersion> unused = unnamed.remove(now);
      }
      if (isReported(each.named())) {
        faults.add(
            now == null
                ? each.fault().orElseThrow()
                : moved(each.named().log(), now).at(each.named().digest().end()));
      }
    }
  }

  private TrailFault moved(NamedLog log, String now) {
    return examiner.fault(
        TrailFaultKind.LOG_MOVED,
        log.key(),
        "",
        "the file is gone, and its content lies at s3://" + bucket.name() + "/" + now);
  }
}
