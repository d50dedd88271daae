package dev.waybill.fixity.shape;

import dev.waybill.fixity.FixityCondition;
import dev.waybill.record.RecordKey;
import dev.waybill.record.log.EntryKind;
import dev.waybill.record.log.LogEntry;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import dev.waybill.settings.RawSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Raw bucket and log as Waybill leaves them, with the truth about each version. */
final class CustodyModel {
  static final RawSettings RAW =
      new RawSettings("wb-raw", "incoming/", "processed/", "test/canary/");

  final RawBucketModel bucket = new RawBucketModel(5);
  final LogModel log = new LogModel();
  private final boolean keepsETags;
  private final List<Upload> sealable = new ArrayList<>();
  private final List<Upload> promotable = new ArrayList<>();
  private final Map<String, Upload> copies = new HashMap<>();
  private final List<Upload> sealed = new ArrayList<>();
  private int uploads;
  private int eTags;

  /** Version that was uploaded. Equal contents have equal bytes and sizes. */
  record Upload(String suffix, int content, int order, String versionId) {
    long size() {
      return 1L + content % 2;
    }

    String key() {
      return RAW.incoming() + suffix;
    }

    String copyKey() {
      return RAW.processed() + suffix;
    }
  }

  /**
   * @param keepsETags true when the encryption keeps the ETag in a copy
   */
  CustodyModel(boolean keepsETags) {
    this.keepsETags = keepsETags;
  }

  void pass(Duration time) {
    bucket.at(bucket.now().plus(time));
  }

  private String eTag(int content) {
    return keepsETags ? "content-" + content : "random-" + ++eTags;
  }

  void upload(String suffix, int content) {
    Upload unversioned = new Upload(suffix, content, ++uploads, "");
    String id = bucket.put(unversioned.key(), unversioned.size(), eTag(content));
    sealable.add(new Upload(suffix, content, uploads, id));
  }

  /** Seals one of the uploads that wait. */
  void seal(int which) {
    if (sealable.isEmpty()) {
      return;
    }
    Upload upload = sealable.remove(which % sealable.size());
    log.add(entry(upload, upload.copyKey()));
    sealed.add(upload);
    promotable.add(upload);
  }

  /** Seals an upload that is not promoted. */
  String sealStaying(String suffix, int content) {
    upload(suffix, content);
    Upload upload = sealable.remove(sealable.size() - 1);
    log.add(entry(upload, null));
    sealed.add(upload);
    return upload.versionId();
  }

  private LogEntry entry(Upload upload, @Nullable String destination) {
    return entry(
        new ObjectVersion(RAW.bucket(), upload.key(), upload.versionId()),
        upload.content(),
        upload.size(),
        destination);
  }

  private LogEntry entry(
      ObjectVersion version, int content, long size, @Nullable String destination) {
    Sha256 digest = Sha256.hash("content-" + content);
    return new LogEntry(
        EntryKind.SEAL,
        RecordKey.of(version),
        digest,
        version,
        size,
        "content-" + content,
        digest,
        destination,
        bucket.now());
  }

  void sealCanary() {
    log.add(entry(new ObjectVersion(RAW.bucket(), RAW.test() + "c", "v-canary"), 1, 1, null));
    sealed.add(new Upload("canary", 1, 0, "v-canary"));
  }

  /** Uploads and seals an object of a drill; returns its key. */
  String sealDrill(String name, long size) {
    String key = RAW.drills() + name;
    String id = bucket.put(key, size, eTag(1));
    log.add(entry(new ObjectVersion(RAW.bucket(), key, id), 1, size, null));
    return key;
  }

  /** Puts and seals a version below the prefix of copies, as a backfill does; returns its key. */
  String sealInPlace(String suffix, long size) {
    String key = RAW.processed() + suffix;
    String id = bucket.put(key, size, eTag(1));
    log.add(entry(new ObjectVersion(RAW.bucket(), key, id), 1, size, null));
    return key;
  }

  /** Gives an entry to the log again, as a delivery after a crash does. */
  void logAgain(int which) {
    if (!sealed.isEmpty()) {
      log.add(log.at(which % sealed.size()));
      sealed.add(sealed.get(which % sealed.size()));
    }
  }

  /**
   * Promotes one of the sealed versions.
   *
   * @param retained true when S3 does not let the source be deleted
   */
  void promote(int which, boolean retained) {
    if (promotable.isEmpty()) {
      return;
    }
    Upload upload = promotable.remove(which % promotable.size());
    Optional<Upload> occupant = top(upload.copyKey()).map(it -> copies.get(it.versionId()));
    if (occupant.isPresent()
        && occupant.get().content() != upload.content()
        && occupant.get().order() > upload.order()) {
      supersede(upload);
      return;
    }
    if (occupant.isEmpty() || occupant.get().content() != upload.content()) {
      copy(upload);
    }
    if (!retained) {
      bucket.delete(upload.key(), upload.versionId());
    }
  }

  private void copy(Upload upload) {
    copies.put(bucket.put(upload.copyKey(), upload.size(), eTag(upload.content())), upload);
  }

  private void supersede(Upload upload) {
    if (top(upload.key()).filter(it -> it.versionId().equals(upload.versionId())).isPresent()) {
      bucket.hide(upload.key());
    }
  }

  private Optional<RawVersion> top(String key) {
    return bucket.of(key).stream().findFirst().filter(it -> !it.marker());
  }

  /** Copies the current version over itself, as putting the newest one back does. */
  void putBack(String suffix) {
    top(RAW.processed() + suffix).map(it -> copies.get(it.versionId())).ifPresent(this::copy);
  }

  void createFolder(String suffix) {
    bucket.put(RAW.processed() + suffix + "/", 0, "folder");
  }

  void uploadUnsealed(String suffix) {
    bucket.put(RAW.incoming() + suffix, 7, "unsealed");
  }

  /** Returns the versions that Waybill promoted. */
  List<RawVersion> copies() {
    return bucket.versions().stream().filter(it -> copies.containsKey(it.versionId())).toList();
  }

  /** Returns the copies that are the last ones of their bytes. */
  List<RawVersion> onlyCopies() {
    return copies().stream().filter(it -> places(copies.get(it.versionId())).count() == 1).toList();
  }

  /** Returns the versions that hold the bytes of an upload. */
  private Stream<RawVersion> places(Upload upload) {
    Stream<RawVersion> sources =
        bucket.of(upload.key()).stream()
            .filter(
                it ->
                    sealed.stream()
                        .filter(one -> one.versionId().equals(it.versionId()))
                        .anyMatch(one -> one.content() == upload.content()));
    return Stream.concat(
            sources, bucket.of(upload.copyKey()).stream().filter(it -> isCopyOf(it, upload)))
        .filter(it -> it.size() == upload.size());
  }

  private boolean isCopyOf(RawVersion version, Upload upload) {
    Upload copied = copies.get(version.versionId());
    return copied != null && copied.content() == upload.content();
  }

  ShapeReport scan(Path temporary) throws InterruptedException {
    Clock clock = Clock.fixed(bucket.now(), ZoneOffset.UTC);
    return new ShapeScan(bucket, log, RAW, temporary, 2, clock).run(ShapeListener.NONE);
  }

  /** Returns the condition that reading finds, which knows which bytes each version has. */
  FixityCondition examine(Suspect suspect) {
    if (suspect instanceof Suspect.OfVersion of) {
      return isAccountedFor(of.version()) ? FixityCondition.INTACT : FixityCondition.EXTRA;
    }
    return examine(sealed.get((int) ((Suspect.OfEntry) suspect).index()));
  }

  private boolean isAccountedFor(ObjectVersion version) {
    return bucket.of(version.key()).stream()
        .filter(it -> it.versionId().equals(version.versionId()))
        .anyMatch(
            it ->
                copies.containsKey(it.versionId())
                    && it.size() == copies.get(it.versionId()).size());
  }

  private FixityCondition examine(Upload upload) {
    if (places(upload).findAny().isEmpty()) {
      return FixityCondition.GONE;
    }
    List<RawVersion> there = bucket.of(upload.copyKey());
    if (there.isEmpty()) {
      return FixityCondition.IN_FLIGHT;
    }
    if (there.get(0).marker()) {
      return FixityCondition.HIDDEN;
    }
    return copies.containsKey(there.get(0).versionId())
        ? FixityCondition.INTACT
        : FixityCondition.SHADOWED;
  }

  /** Returns the key without prefix that a suspect is about. */
  String suffix(Suspect suspect) {
    return suspect instanceof Suspect.OfVersion of
        ? of.version().key().substring(RAW.processed().length())
        : sealed.get((int) ((Suspect.OfEntry) suspect).index()).suffix();
  }

  Instant now() {
    return bucket.now();
  }
}
