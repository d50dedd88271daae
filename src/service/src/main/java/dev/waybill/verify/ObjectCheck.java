package dev.waybill.verify;

import dev.waybill.aws.RawObjects;
import dev.waybill.aws.RecordArchive;
import dev.waybill.promotion.Destination;
import dev.waybill.promotion.PlacedVersion;
import dev.waybill.record.CustodyRecord;
import dev.waybill.record.RecordKey;
import dev.waybill.record.RecordVerifier;
import dev.waybill.record.StoredRecord;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.PercentEncoding;
import dev.waybill.record.object.Sha256;
import dev.waybill.record.offline.VerificationFinding;
import dev.waybill.record.offline.VerificationReport;
import dev.waybill.settings.CustodyScopes;
import dev.waybill.verify.log.LogInclusion;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** Check of one object against the records of the key under which it was received. */
final class ObjectCheck {
  /** S3 rejects a request whose clock is further off, so no honest seal takes longer. */
  private static final Duration MAX_SEAL_DURATION = Duration.ofMinutes(15);

  private final S3Client s3;
  private final RawObjects objects;
  private final ObjectSource source;
  private final RecordArchive archive;
  private final KeyRecords records;
  private final ChunkCheck chunks;
  private final LogInclusion log;
  private final boolean publishedKeys;
  private final List<VerificationFinding> findings = new ArrayList<>();

  /**
   * @param publishedKeys true when the verifier trusts the keys published in the provenance bucket
   */
  ObjectCheck(
      S3Client s3,
      RecordArchive archive,
      CustodyScopes scopes,
      RecordVerifier verifier,
      LogInclusion log,
      boolean publishedKeys) {
    this.s3 = s3;
    this.objects = new RawObjects(s3);
    this.source = new ObjectSource(s3, objects);
    this.archive = archive;
    this.chunks = new ChunkCheck(archive);
    records = new KeyRecords(archive, scopes, verifier);
    this.log = log;
    this.publishedKeys = publishedKeys;
  }

  /**
   * Verifies the object.
   *
   * @param file the file whose bytes are compared instead of the object's; null to read the object
   */
  VerificationReport verify(S3Address address, @Nullable Path file) throws IOException {
    Optional<HeadObjectResponse> head = source.head(address);
    if (head.isEmpty() || isFolderMarker(address, head.get())) {
      absent(address, file);
    } else {
      ObjectVersion version =
          new ObjectVersion(address.bucket(), address.key(), RawObjects.versionId(head.get()));
      compare(version, head.get(), file, address.versionId() == null);
    }
    return new VerificationReport(findings, true);
  }

  /** Tools put such objects to show a folder; Waybill takes none into custody. */
  private static boolean isFolderMarker(S3Address address, HeadObjectResponse head) {
    return address.key().endsWith("/") && head.contentLength() == 0;
  }

  /**
   * Follows the record of an object that is not where it was, for example because it was promoted.
   */
  private void absent(S3Address address, @Nullable Path file) throws IOException {
    AbsentObject absent = new AbsentObject(s3, address);
    absent.requireBucket();
    List<StoredRecord> sealed = records.sealed(address);
    Optional<CustodyRecord> newest = SealedHistory.newest(records.accepted(sealed, address));
    if (newest.isPresent() && !follow(newest.get(), address, file)) {
      findings.add(VerificationFinding.bad("object", gone(newest.get()) + absent.reason()));
    }
    if (newest.isEmpty() && !sealed.isEmpty()) {
      findings.add(VerificationFinding.bad("record", records.reason()));
    } else if (newest.isEmpty()) {
      absent.requireNoFolder();
      findings.add(
          VerificationFinding.bad(
              "object", "there is no such object, and no record of one; " + absent.reason()));
    }
  }

  private String gone(CustodyRecord record) {
    return "was sealed at "
        + record.sealedAt()
        + " (s3://"
        + archive.bucket()
        + "/"
        + RecordKey.of(record.version())
        + ") and is gone: ";
  }

  /** Returns false when the record leads to no other object. */
  private boolean follow(CustodyRecord record, S3Address address, @Nullable Path file)
      throws IOException {
    String key = record.destinationKey();
    if (key == null || records.isPromoted(address)) {
      return false;
    }
    if (address.versionId() == null) {
      S3Address copy = new S3Address(record.bucketOfCopy(), key, null);
      findings.add(followed("s3://" + copy.bucket() + "/" + PercentEncoding.path(key)));
      var unused = verify(copy, file);
      return true;
    }
    Optional<ObjectVersion> copy =
        objects
            .withChecksum(
                new Destination(record.bucketOfCopy(), key), record.checksumOfCopy(), null)
            .map(PlacedVersion::version);
    Optional<HeadObjectResponse> head =
        copy.flatMap(it -> objects.head(it.bucket(), it.key(), it.versionId()));
    if (copy.isEmpty() || head.isEmpty()) {
      return false;
    }
    findings.add(followed(copy.get().uri()));
    compare(copy.get(), head.get(), file, false);
    return true;
  }

  private static VerificationFinding followed(String uri) {
    return VerificationFinding.ok("object", "not here any more; its record leads to " + uri);
  }

  private void compare(
      ObjectVersion version, HeadObjectResponse head, @Nullable Path file, boolean current)
      throws IOException {
    Sha256 digest = source.digest(version, file);
    S3Address address = new S3Address(version.bucket(), version.key(), version.versionId());
    List<StoredRecord> sealed = records.sealed(address);
    if (sealed.isEmpty()) {
      findings.add(VerificationFinding.bad("record", "the object was never sealed"));
      return;
    }
    List<CustodyRecord> accepted = records.accepted(sealed, address);
    SealedHistory history = new SealedHistory(accepted, digest);
    List<CustodyRecord> sameBytes = history.ofSameBytes();
    if (sameBytes.isEmpty()) {
      findings.add(VerificationFinding.bad("digest", "sha256 " + digest + "; " + records.reason()));
      findings.addAll(chunks.ofDifferences(accepted, source.bytes(version, file)));
      return;
    }
    AttributeCheck attributes = new AttributeCheck(objects, version, head);
    CustodyRecord record = attributes.select(sameBytes, current);
    addFindings(record, digest);
    findings.addAll(chunks.ofList(record));
    findings.addAll(attributes.findings(record));
    findings.add(
        (current && records.isPromoted(address) ? history.newer() : Optional.<CustodyRecord>empty())
            .map(this::superseded)
            .orElseGet(() -> newest(record, history)));
    findings.add(log.check(record, records.object(record)));
  }

  private static VerificationFinding newest(CustodyRecord record, SealedHistory history) {
    String undecided =
        history
            .ofTheSameSecond(record)
            .map(it -> "; only notifications say that it is newer than " + it.version().uri())
            .orElse("");
    return VerificationFinding.ok("version", record.version().uri() + undecided);
  }

  private void addFindings(CustodyRecord record, Sha256 digest) {
    findings.add(
        VerificationFinding.ok(
            "record", "s3://" + archive.bucket() + "/" + RecordKey.of(record.version())));
    findings.add(VerificationFinding.ok("signature", "ECDSA P-256"));
    findings.add(sealed(record));
    findings.add(VerificationFinding.ok("key", record.keyId()));
    records
        .delegation(record)
        .map(it -> "by " + it.keyId() + " until " + it.notAfter())
        .ifPresent(it -> findings.add(VerificationFinding.ok("delegated", it)));
    if (publishedKeys) {
      findings.add(
          VerificationFinding.open(
              VerificationFinding.TRUST,
              "the key was read from the provenance bucket, where every principal that may write"
                  + " can publish one; give --key, waybill.trust.keys or"
                  + " waybill.signing.keystore"));
    }
    findings.add(VerificationFinding.ok("digest", "sha256 " + digest + sealedBy(record)));
  }

  /**
   * The signer chooses the time that a record states, and S3 the time of the record object. A
   * record that was restored from a copy is dated by the witnesses of the log instead.
   */
  private VerificationFinding sealed(CustodyRecord record) {
    Instant stored = records.object(record).storedAt();
    String detail = record.sealedAt() + " as stated, stored by S3 at " + stored;
    if (isClose(record.sealedAt(), stored)) {
      return VerificationFinding.ok("sealed", detail);
    }
    return log.cosignedAt(record, records.object(record))
        .filter(it -> isClose(record.sealedAt(), it))
        .map(it -> VerificationFinding.ok("sealed", detail + "; witnesses had its entry by " + it))
        .orElseGet(() -> VerificationFinding.bad("sealed", detail));
  }

  private static boolean isClose(Instant stated, Instant proven) {
    return Duration.between(stated, proven).abs().compareTo(MAX_SEAL_DURATION) <= 0;
  }

  /** The bytes have just been read, so the digest no longer rests on S3 alone. */
  private static String sealedBy(CustodyRecord record) {
    return record.hasher().isS3() ? "; sealed with the digest stated by S3, and read now" : "";
  }

  /** Promotion deletes the source, so a version that still exists is not yet promoted. */
  private VerificationFinding superseded(CustodyRecord newer) {
    ObjectVersion version = newer.version();
    boolean waits = objects.head(version.bucket(), version.key(), version.versionId()).isPresent();
    return waits
        ? VerificationFinding.open(
            "version", "a newer version is sealed and not yet promoted: " + version.uri())
        : VerificationFinding.bad(
            "version",
            "rolled back: a newer version was sealed at "
                + newer.sealedAt()
                + " and has other bytes: "
                + version.uri());
  }
}
