package dev.waybill.evidence;

import dev.waybill.log.LogStore;
import dev.waybill.log.StoredObject;
import dev.waybill.record.CustodyRecord;
import dev.waybill.record.RecordVerifier;
import dev.waybill.record.TrailStatement;
import dev.waybill.record.log.EntryKind;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.trail.TrailBucket;
import dev.waybill.trail.TrailContent;
import dev.waybill.trail.TrailContent.Read;
import dev.waybill.trail.TrailVersion;
import dev.waybill.trail.digest.DigestDocument;
import dev.waybill.trail.digest.DigestReader;
import dev.waybill.trail.digest.DigestSignature;
import dev.waybill.trail.digest.GzipMember;
import dev.waybill.trail.digest.MalformedFileException;
import dev.waybill.trail.digest.NamedLog;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Events of the object in the hours around its sealing, with the log files that have them, the
 * digests of CloudTrail that name these files, and the statements that keep CloudTrail's keys.
 */
public final class TrailParts {
  /** Time before the write and after the seal whose events are searched. */
  static final Duration AROUND = Duration.ofHours(2);

  private static final String PART = "events";
  private static final int MAX_STATEMENTS = 50;
  private static final int MAX_LOG_FILES = 300;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final LogStore store;
  private final RecordVerifier verifier;
  private final Function<String, TrailBucket> buckets;

  /**
   * @param store the provenance bucket
   * @param verifier verifier with the trusted keys
   * @param buckets returns the bucket with a name
   */
  public TrailParts(
      LogStore store, RecordVerifier verifier, Function<String, TrailBucket> buckets) {
    this.store = store;
    this.verifier = verifier;
    this.buckets = buckets;
  }

  /** Adds the parts of a record. */
  public void add(EvidenceBuilder pack, CustodyRecord record) {
    new Search(pack, record).run();
  }

  private static Set<String> union(Set<String> one, Set<String> other) {
    Set<String> all = new HashSet<>(one);
    all.addAll(other);
    return all;
  }

  /** State of one search. */
  private final class Search {
    private final EvidenceBuilder pack;
    private final Map<String, Set<String>> keysOfBuckets = new TreeMap<>();
    private final Instant from;
    private final Instant until;
    private final StringBuilder events = new StringBuilder();
    private int statements;
    private int digests;
    private int logFiles;
    private int read;

    Search(EvidenceBuilder pack, CustodyRecord record) {
      ObjectVersion version = record.version();
      this.pack = pack;
      add(version.bucket(), version.key());
      Optional.ofNullable(record.destinationKey()).ifPresent(it -> add(record.bucketOfCopy(), it));
      Instant written = Optional.ofNullable(record.lastModified()).orElse(record.sealedAt());
      from = written.minus(AROUND);
      until = record.sealedAt().plus(AROUND);
    }

    private void add(String bucket, String key) {
      Set<String> unused = keysOfBuckets.merge(bucket, Set.of(key), TrailParts::union);
    }

    void run() {
      for (String key : statementKeys()) {
        Optional<StoredObject> stored = store.find(key);
        stored
            .flatMap(it -> verifier.statement(it.content(), it.lastModified()))
            .filter(TrailStatement.class::isInstance)
            .map(TrailStatement.class::cast)
            .filter(it -> it.key().equals(key))
            .ifPresent(it -> read(it, stored.get().content()));
      }
      if (events.isEmpty()) {
        pack.absent(
            PART,
            read == 0
                ? "no verified digest of CloudTrail covers the hours around the seal (yet)"
                : "the log files of the hours around the seal have no event of the object");
      } else {
        pack.add(PackNames.EVENTS, events.toString());
        pack.absent(PART, "only the hours around the seal were searched: " + from + " to " + until);
      }
    }

    /** Statements are named by the end of their newest digest. */
    private List<String> statementKeys() {
      String prefix = EntryKind.TRAIL.prefix();
      try (Stream<LogStore.Listed> listed = store.list(prefix, prefix + TIME.format(from))) {
        return listed.map(LogStore.Listed::key).limit(MAX_STATEMENTS).toList();
      }
    }

    private void read(TrailStatement statement, byte[] bundle) {
      try {
        boolean isUsed = false;
        for (StatedDigest digest : StatedDigest.of(statement)) {
          Instant end = digest.end();
          // A digest covers an hour.
          if (end.isAfter(from) && end.isBefore(until.plus(Duration.ofHours(1)))) {
            isUsed |= read(digest);
          }
        }
        if (isUsed) {
          pack.add(PackNames.trailStatement(++statements), bundle);
        }
      } catch (IllegalArgumentException e) {
        pack.absent(PART, "a statement over CloudTrail's digests is malformed: " + e.getMessage());
      }
    }

    /** Returns true when log files of the digest have events of the object. */
    private boolean read(StatedDigest digest) {
      TrailBucket source = buckets.apply(digest.bucket());
      if (!(source.read(digest.version()) instanceof Read stored)) {
        pack.absent(PART, "a digest of CloudTrail cannot be read any more");
        return false;
      }
      try {
        DigestDocument document = DigestReader.read(stored.bytes());
        if (!document.sha256().equals(digest.sha256())
            || !DigestSignature.isValid(digest.key(), document, digest.signature())) {
          pack.absent(PART, "a digest of CloudTrail is not the one that was verified");
          return false;
        }
        int before = logFiles;
        for (NamedLog log : document.logs()) {
          read(source, log);
        }
        if (logFiles > before) {
          DigestFiles.add(pack, ++digests, stored.bytes(), document, digest);
        }
        return logFiles > before;
      } catch (MalformedFileException | IOException e) {
        pack.absent(PART, "a digest of CloudTrail is malformed");
        return false;
      }
    }

    private void read(TrailBucket source, NamedLog log) throws IOException {
      if (read == MAX_LOG_FILES) {
        return;
      }
      read++;
      Optional<byte[]> file = genuine(source, log);
      if (file.isEmpty()) {
        pack.absent(PART, "a log file that CloudTrail's digest names is altered or gone");
        return;
      }
      List<String> found = new ArrayList<>();
      for (Map.Entry<String, Set<String>> keys : keysOfBuckets.entrySet()) {
        found.addAll(LogFileEvents.of(file.get(), keys.getKey(), keys.getValue()));
      }
      if (!found.isEmpty() && pack.fits(file.get().length)) {
        pack.add(PackNames.logFile(++logFiles), file.get());
        found.forEach(it -> events.append(it).append('\n'));
      }
    }

    private Optional<byte[]> genuine(TrailBucket source, NamedLog log) {
      return source.versions(log.key()).stream()
          .filter(it -> it.key().equals(log.key()) && !it.isMarker())
          .flatMap(it -> content(source, it).stream())
          .filter(it -> isNamed(it, log))
          .findFirst();
    }

    private static Optional<byte[]> content(TrailBucket source, TrailVersion version) {
      TrailContent content = source.read(version);
      return content instanceof Read stored ? Optional.of(stored.bytes()) : Optional.empty();
    }

    private static boolean isNamed(byte[] file, NamedLog log) {
      try {
        return GzipMember.hash(file).equals(log.sha256());
      } catch (MalformedFileException e) {
        return false;
      }
    }
  }
}
