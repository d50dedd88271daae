package dev.waybill.verify;

import dev.waybill.aws.RawObjects;
import dev.waybill.aws.RecordArchive;
import dev.waybill.digest.StreamingDigest;
import dev.waybill.record.CustodyRecord;
import dev.waybill.record.RecordKey;
import dev.waybill.record.RecordVerifier;
import dev.waybill.record.Verdict.Invalid;
import dev.waybill.record.Verdict.Valid;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import dev.waybill.settings.RawSettings;
import dev.waybill.verify.VerificationResult.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** One object held against the sealed records of where it came from. */
final class ObjectCheck {
  private final S3Client s3;
  private final RawObjects objects;
  private final RecordArchive archive;
  private final RawSettings raw;
  private final RecordVerifier verifier;
  private final boolean publishedKeys;
  private final List<Finding> findings = new ArrayList<>();
  private String why = "no record states this digest";

  /**
   * @param publishedKeys whether the verifier trusts what is published beside the records
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
   * Verifies.
   *
   * @param file whose bytes stand for the object's, or null to read the object
   */
  VerificationResult verify(S3Address address, @Nullable Path file) throws IOException {
    Optional<HeadObjectResponse> head =
        objects.head(address.bucket(), address.key(), address.versionId());
    if (head.isEmpty()) {
      findings.add(Finding.bad("object", "there is no such object or version"));
    } else {
      ObjectVersion version =
          new ObjectVersion(address.bucket(), address.key(), RawObjects.versionId(head.get()));
      judge(version, file == null ? read(version) : read(file), address.versionId() == null);
    }
    return new VerificationResult(findings);
  }

  private void judge(ObjectVersion version, Sha256 digest, boolean current) {
    List<byte[]> sealed = sealed(version);
    if (sealed.isEmpty()) {
      findings.add(Finding.bad("record", "the object was never sealed"));
      return;
    }
    SealedHistory history = new SealedHistory(good(sealed, version), digest);
    Optional<CustodyRecord> record = history.record();
    if (record.isEmpty()) {
      findings.add(Finding.bad("digest", "sha256 " + digest + "; " + why));
      return;
    }
    accept(record.get(), digest);
    findings.add(
        (current && isPromoted(version) ? history.newer() : Optional.<CustodyRecord>empty())
            .map(this::hidden)
            .orElseGet(() -> Finding.ok("version", record.get().version().uri())));
  }

  /** The record of the version itself, or all of the original key's for a promoted object. */
  private List<byte[]> sealed(ObjectVersion version) {
    if (!isPromoted(version)) {
      return archive.find(version).stream().toList();
    }
    return archive.recordKeys(version.bucket(), originalKey(version)).stream()
        .map(archive::read)
        .flatMap(Optional::stream)
        .toList();
  }

  private List<CustodyRecord> good(List<byte[]> sealed, ObjectVersion version) {
    List<CustodyRecord> good = new ArrayList<>();
    for (byte[] bytes : sealed) {
      var verdict = verifier.verify(bytes);
      if (verdict instanceof Valid valid && isOf(valid.record(), version)) {
        good.add(valid.record());
      } else {
        why =
            verdict instanceof Invalid invalid
                ? invalid.reason() + ": " + invalid.detail()
                : "a record is of another object than its place says";
      }
    }
    return good;
  }

  /** A record put in another's place is a good record of another object. */
  private boolean isOf(CustodyRecord record, ObjectVersion version) {
    ObjectVersion sealed = record.version();
    return isPromoted(version)
        ? sealed.bucket().equals(version.bucket()) && sealed.key().equals(originalKey(version))
        : sealed.equals(version);
  }

  private void accept(CustodyRecord record, Sha256 digest) {
    findings.add(
        Finding.ok("record", "s3://" + archive.bucket() + "/" + RecordKey.of(record.version())));
    findings.add(Finding.ok("signature", "ECDSA P-256, sealed " + record.sealedAt()));
    findings.add(Finding.ok("key", record.keyId()));
    if (publishedKeys) {
      findings.add(
          Finding.open(
              "trust",
              "the key was taken from beside the records, where whoever may write can publish one;"
                  + " --key or waybill.signing.keystore says more"));
    }
    findings.add(Finding.ok("digest", "sha256 " + digest + sealedBy(record)));
  }

  /** The bytes have just been read, so that here it is no longer S3's word alone. */
  private static String sealedBy(CustodyRecord record) {
    return record.hasher().isS3() ? "; sealed by the word of S3, and read now" : "";
  }

  /** Promotion deletes the source, so one that is there has yet to be promoted. */
  private Finding hidden(CustodyRecord newer) {
    ObjectVersion version = newer.version();
    boolean waits = objects.head(version.bucket(), version.key(), version.versionId()).isPresent();
    return waits
        ? Finding.open("version", "a newer one is sealed and not yet promoted: " + version.uri())
        : Finding.bad(
            "version",
            "rolled back: a newer one was sealed at "
                + newer.sealedAt()
                + " and these are not its bytes: "
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
