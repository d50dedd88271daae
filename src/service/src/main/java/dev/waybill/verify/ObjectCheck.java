package dev.waybill.verify;

import dev.waybill.aws.RawObjects;
import dev.waybill.aws.RecordArchive;
import dev.waybill.digest.StreamingDigest;
import dev.waybill.record.CustodyRecord;
import dev.waybill.record.RecordKey;
import dev.waybill.record.RecordVerifier;
import dev.waybill.record.StoredRecord;
import dev.waybill.record.Verdict.Invalid;
import dev.waybill.record.Verdict.Valid;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import dev.waybill.record.offline.VerificationFinding;
import dev.waybill.record.offline.VerificationReport;
import dev.waybill.settings.RawSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Check of one object against the records of the key under which it was received. */
final class ObjectCheck {
  /** S3 rejects a request whose clock is further off, so no honest seal takes longer. */
  private static final Duration MAX_SEAL_DURATION = Duration.ofMinutes(15);

  private final S3Client s3;
  private final RawObjects objects;
  private final RecordArchive archive;
  private final RawSettings raw;
  private final RecordVerifier verifier;
  private final boolean publishedKeys;
  private final List<VerificationFinding> findings = new ArrayList<>();
  private final Map<CustodyRecord, Instant> storedAt = new IdentityHashMap<>();
  private String reason = "no record states this digest";

  /**
   * @param publishedKeys true when the verifier trusts the keys published in the provenance bucket
   */
  ObjectCheck(
      S3Client s3,
      RecordArchive archive,
      RawSettings raw,
      RecordVerifier verifier,
      boolean publishedKeys) {
    this.s3 = s3;
    this.objects = new RawObjects(s3);
    this.archive = archive;
    this.raw = raw;
    this.verifier = verifier;
    this.publishedKeys = publishedKeys;
  }

  /**
   * Verifies the object.
   *
   * @param file the file whose bytes are compared instead of the object's; null to read the object
   */
  VerificationReport verify(S3Address address, @Nullable Path file) throws IOException {
    Optional<HeadObjectResponse> head = head(address);
    if (head.isEmpty()) {
      findings.add(VerificationFinding.bad("object", "there is no such object or version"));
    } else {
      ObjectVersion version =
          new ObjectVersion(address.bucket(), address.key(), RawObjects.versionId(head.get()));
      compare(
          version,
          file == null ? read(version) : read(file),
          new AttributeCheck(objects, version, head.get()),
          address.versionId() == null);
    }
    return new VerificationReport(findings, true);
  }

  /**
   * Returns the response to a HEAD; empty when there is no such object or version.
   *
   * @throws UnusableAddressException when S3 could not have given the version id
   */
  private Optional<HeadObjectResponse> head(S3Address address) {
    String versionId = address.versionId();
    try {
      return objects.head(address.bucket(), address.key(), versionId);
    } catch (S3Exception e) {
      // A response to HEAD has no text that says what was wrong with the request.
      if (e.statusCode() == 400
          && versionId != null
          && !objects.isVersionId(new ObjectVersion(address.bucket(), address.key(), versionId))) {
        throw new UnusableAddressException(
            "versionId="
                + versionId
                + ": S3 does not know such a version id; copy it from the object's versions, or"
                + " leave it out for the current version",
            e);
      }
      throw e;
    }
  }

  private void compare(
      ObjectVersion version, Sha256 digest, AttributeCheck attributes, boolean current) {
    List<StoredRecord> sealed = sealed(version);
    if (sealed.isEmpty()) {
      findings.add(VerificationFinding.bad("record", "the object was never sealed"));
      return;
    }
    SealedHistory history = new SealedHistory(accepted(sealed, version), digest);
    List<CustodyRecord> records = history.ofSameBytes();
    if (records.isEmpty()) {
      findings.add(VerificationFinding.bad("digest", "sha256 " + digest + "; " + reason));
      return;
    }
    CustodyRecord record = attributes.select(records, current);
    addFindings(record, digest);
    findings.addAll(attributes.findings(record));
    findings.add(
        (current && isPromoted(version) ? history.newer() : Optional.<CustodyRecord>empty())
            .map(this::superseded)
            .orElseGet(() -> newest(record, history)));
  }

  private static VerificationFinding newest(CustodyRecord record, SealedHistory history) {
    String undecided =
        history
            .ofTheSameSecond(record)
            .map(it -> "; only notifications say that it is newer than " + it.version().uri())
            .orElse("");
    return VerificationFinding.ok("version", record.version().uri() + undecided);
  }

  /** Returns the record of the version; for a promoted object, all records of its original key. */
  private List<StoredRecord> sealed(ObjectVersion version) {
    if (!isPromoted(version)) {
      return archive.find(version).stream().toList();
    }
    return archive.recordKeys(version.bucket(), originalKey(version)).stream()
        .map(archive::read)
        .flatMap(Optional::stream)
        .toList();
  }

  private List<CustodyRecord> accepted(List<StoredRecord> sealed, ObjectVersion version) {
    List<CustodyRecord> accepted = new ArrayList<>();
    for (StoredRecord stored : sealed) {
      var verdict = verifier.verify(stored);
      if (verdict instanceof Valid valid && isOf(valid.record(), version)) {
        accepted.add(valid.record());
        storedAt.put(valid.record(), stored.storedAt());
      } else {
        reason =
            verdict instanceof Invalid invalid
                ? invalid.reason() + ": " + invalid.detail()
                : "a record describes another object than its key names";
      }
    }
    return accepted;
  }

  /** A record moved to another key is valid, but describes another object. */
  private boolean isOf(CustodyRecord record, ObjectVersion version) {
    ObjectVersion sealed = record.version();
    return isPromoted(version)
        ? sealed.bucket().equals(version.bucket()) && sealed.key().equals(originalKey(version))
        : sealed.equals(version);
  }

  private void addFindings(CustodyRecord record, Sha256 digest) {
    findings.add(
        VerificationFinding.ok(
            "record", "s3://" + archive.bucket() + "/" + RecordKey.of(record.version())));
    findings.add(VerificationFinding.ok("signature", "ECDSA P-256"));
    findings.add(sealed(record));
    findings.add(VerificationFinding.ok("key", record.keyId()));
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

  /** The signer chooses the time that a record states, and S3 the time of the record object. */
  private VerificationFinding sealed(CustodyRecord record) {
    Instant stored = Objects.requireNonNull(storedAt.get(record), "of a record that was read");
    String detail = record.sealedAt() + " as stated, stored by S3 at " + stored;
    return Duration.between(record.sealedAt(), stored).abs().compareTo(MAX_SEAL_DURATION) > 0
        ? VerificationFinding.bad("sealed", detail)
        : VerificationFinding.ok("sealed", detail);
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

  private boolean isPromoted(ObjectVersion version) {
    return version.bucket().equals(raw.bucket()) && version.key().startsWith(raw.processed());
  }

  private String originalKey(ObjectVersion promoted) {
    return raw.incoming() + promoted.key().substring(raw.processed().length());
  }

  private Sha256 read(ObjectVersion version) throws IOException {
    try (ResponseInputStream<GetObjectResponse> in =
        s3.getObject(
            get ->
                get.bucket(version.bucket()).key(version.key()).versionId(version.versionId()))) {
      return StreamingDigest.of(in, in.response().contentLength(), null).sha256();
    }
  }

  private static Sha256 read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return StreamingDigest.of(in, Files.size(file), null).sha256();
    }
  }
}
