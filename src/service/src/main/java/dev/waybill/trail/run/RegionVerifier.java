package dev.waybill.trail.run;

import dev.waybill.trail.RegionResult;
import dev.waybill.trail.RegionTrail;
import dev.waybill.trail.TrailBucket;
import dev.waybill.trail.TrailFault;
import dev.waybill.trail.TrailFaultKind;
import dev.waybill.trail.TrailPublicKeys;
import dev.waybill.trail.TrailVersion;
import dev.waybill.trail.VerifiedDigest;
import dev.waybill.trail.digest.DigestDocument;
import dev.waybill.trail.digest.DigestKey;
import dev.waybill.trail.digest.TrailKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Verification of one region over a span of time. */
final class RegionVerifier {
  /** Time from one digest to the next, and the time by which one may be late. */
  static final Duration LATE = Duration.ofHours(3);

  private static final Comparator<DigestKey> ORDER =
      Comparator.comparing(DigestKey::end).thenComparing(DigestKey::key);

  private final TrailBucket bucket;
  private final TrailPublicKeys keys;
  private final String trail;
  private final ParallelReads reads;

  /**
   * @param trail name of the trail whose digests must go on
   */
  RegionVerifier(TrailBucket bucket, TrailPublicKeys keys, String trail, ParallelReads reads) {
    this.bucket = bucket;
    this.keys = keys;
    this.trail = trail;
    this.reads = reads;
  }

  /**
   * Verifies a region.
   *
   * @param known end of the digest of the trail that was verified last; null for none
   */
  RegionResult verify(RegionTrail place, TrailWindow window, @Nullable Instant known) {
    List<TrailFault> faults = new ArrayList<>();
    Map<String, List<TrailVersion>> digests = new LinkedHashMap<>();
    Map<String, List<TrailVersion>> logs = new LinkedHashMap<>();
    for (String day : window.days()) {
      digests.putAll(byKey(place.digests(day)));
      logs.putAll(byKey(place.logs(day)));
    }
    List<JudgedChain> chains = new ArrayList<>();
    DigestExaminer examiner = new DigestExaminer(bucket, new PublicKeyCache(keys, place.region()));
    chains(digests, window, faults)
        .forEach(
            (chain, of) ->
                chains.add(
                    ChainCheck.judge(
                        bucket,
                        window.reportFrom(),
                        reads.map(
                            of,
                            it -> examiner.examine(it, digests.getOrDefault(it.key(), List.of()))),
                        isFollowed(chain) ? known : null)));
    chains.forEach(it -> faults.addAll(it.faults()));
    if (window.isLast() && !(chains.isEmpty() && known == null && !logs.isEmpty())) {
      tail(place, window, chains, known, faults);
    }
    Instant covered = covered(chains);
    LogSetCheck.Outcome outcome =
        new LogSetCheck(bucket, place, window, logs, chains)
            .judge(reads, it -> isCovered(it, window, covered, chains));
    if (covered == null && logs.values().stream().anyMatch(it -> isOld(it.get(0), window))) {
      faults.add(
          fault(
              TrailFaultKind.NO_DIGESTS,
              place.logs(),
              "log files are delivered, and there is no digest; CloudTrail's log file validation"
                  + " may be off"));
    }
    faults.addAll(outcome.faults());
    faults.replaceAll(it -> it.at().equals(Instant.EPOCH) ? it.at(window.until()) : it);
    return result(place, window, chains, outcome.verified(), faults);
  }

  private boolean isFollowed(DigestKey.Chain chain) {
    return chain.trail().equals(trail) && !chain.backfill();
  }

  private Map<String, List<TrailVersion>> byKey(String prefix) {
    return bucket.versions(prefix).stream()
        .collect(Collectors.groupingBy(TrailVersion::key, LinkedHashMap::new, Collectors.toList()));
  }

  /** Returns the digests to read by their chains, in the order of their times. */
  private Map<DigestKey.Chain, List<DigestKey>> chains(
      Map<String, List<TrailVersion>> digests, TrailWindow window, List<TrailFault> faults) {
    Map<DigestKey.Chain, List<DigestKey>> chains =
        new TreeMap<>(Comparator.comparing(DigestKey.Chain::toString));
    digests.forEach(
        (key, versions) -> {
          DigestKey parsed = DigestKey.parse(key).orElse(null);
          if (parsed != null && !parsed.end().isAfter(window.until())) {
            chains.computeIfAbsent(parsed.chain(), it -> new ArrayList<>()).add(parsed);
          } else if (parsed == null && !key.endsWith("/") && !versions.get(0).isMarker()) {
            faults.add(
                new TrailFault(
                    TrailFaultKind.DIGEST_MISPLACED,
                    bucket.uri(key),
                    versions.get(0).versionId(),
                    "CloudTrail puts no digest under this key",
                    versions.get(0).modified()));
          }
        });
    chains.values().forEach(it -> it.sort(ORDER));
    return chains;
  }

  private void tail(
      RegionTrail place,
      TrailWindow window,
      List<JudgedChain> chains,
      @Nullable Instant known,
      List<TrailFault> faults) {
    ExaminedDigest newest =
        chains.stream()
            .filter(it -> isFollowed(it.chain()))
            .flatMap(it -> it.digests().stream())
            .max(Comparator.comparing(ExaminedDigest::end))
            .orElse(null);
    String object =
        newest == null
            ? place.root() + "CloudTrail-Digest/" + place.region() + "/"
            : newest.key().key();
    Instant end = newest == null ? null : newest.end();
    if (known != null && (end == null || end.isBefore(known))) {
      faults.add(
          fault(
              TrailFaultKind.TAIL_CUT,
              object,
              "the digests up to " + known + " were verified, and the newest one is gone"));
    } else if ((end == null || end.isBefore(window.now().minus(LATE)))
        && (end != null || chains.isEmpty())) {
      faults.add(
          fault(
              TrailFaultKind.TAIL_LATE,
              object,
              (end == null
                      ? "there is no digest since " + window.reportFrom()
                      : "the newest digest ends at " + end)
                  + "; CloudTrail delivers one an hour, also when nothing happens"));
    }
  }

  /** Returns the time up to which each chain names its log files; null when there is none. */
  private static @Nullable Instant covered(List<JudgedChain> chains) {
    return chains.stream()
        .filter(it -> !it.chain().backfill())
        .map(it -> it.digests().get(it.digests().size() - 1).end())
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  private static boolean isCovered(
      Instant delivered, TrailWindow window, @Nullable Instant covered, List<JudgedChain> chains) {
    return covered != null
        && delivered.isAfter(window.reportFrom().minus(TrailWindow.IN_FLIGHT))
        && !delivered.isAfter(covered.minus(TrailWindow.IN_FLIGHT))
        && !delivered.isAfter(window.now().minus(TrailWindow.IN_FLIGHT))
        && chains.stream().anyMatch(it -> it.isBegunAt(delivered))
        && chains.stream().noneMatch(it -> it.isUnjudged(delivered));
  }

  private static boolean isOld(TrailVersion version, TrailWindow window) {
    return version.modified().isBefore(window.until().minus(LATE))
        && version.modified().isAfter(window.reportFrom());
  }

  private RegionResult result(
      RegionTrail place,
      TrailWindow window,
      List<JudgedChain> chains,
      long logFiles,
      List<TrailFault> faults) {
    List<VerifiedDigest> verified = new ArrayList<>();
    List<TrailKey> used = new ArrayList<>();
    Instant from = null;
    Instant through = null;
    String name = "";
    boolean isAny = chains.stream().noneMatch(it -> isFollowed(it.chain()));
    for (JudgedChain chain : chains) {
      name = name.isEmpty() || isFollowed(chain.chain()) ? chain.chain().trail() : name;
      for (ExaminedDigest digest : chain.digests()) {
        DigestDocument document = digest.genuine();
        if (document == null || !digest.isNew(window)) {
          continue;
        }
        verified.add(ExaminedDigest.verified(digest, document));
        if (digest.publicKey() != null) {
          used.add(digest.publicKey());
        }
        if (!chain.chain().backfill() && (isAny || isFollowed(chain.chain()))) {
          from = from == null || document.start().isBefore(from) ? document.start() : from;
          through = through == null || document.end().isAfter(through) ? document.end() : through;
        }
      }
    }
    return new RegionResult(
        place, name, logFiles, from, through, verified, used.stream().distinct().toList(), faults);
  }

  private TrailFault fault(TrailFaultKind kind, String key, String reason) {
    return new TrailFault(kind, bucket.uri(key), "", reason);
  }
}
