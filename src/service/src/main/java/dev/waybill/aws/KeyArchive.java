package dev.waybill.aws;

import dev.waybill.provenance.PublishedKey;
import dev.waybill.provenance.RetentionRenewal;
import dev.waybill.record.RecordKey;
import dev.waybill.record.StoredRecord;
import dev.waybill.settings.ProvenanceSettings;
import dev.waybill.signing.SigningKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Public keys in the provenance bucket. Their number and size are untrusted input. */
public final class KeyArchive {
  /** Maximum number of objects that are read; a deployment has a few keys. */
  private static final int MAX_KEYS = 1000;

  private static final long MAX_BYTES = 64 * 1024;
  private static final String PREFIX = "keys/";

  private final S3Client s3;
  private final RecordArchive archive;

  public KeyArchive(S3Client s3, ProvenanceSettings settings) {
    this(s3, settings, RetentionRenewal.NONE);
  }

  /**
   * @param renewal renews the retention of keys that are read
   */
  public KeyArchive(S3Client s3, ProvenanceSettings settings, RetentionRenewal renewal) {
    this.s3 = s3;
    archive = new RecordArchive(s3, settings, renewal);
  }

  /** Returns the name of the bucket. */
  public String bucket() {
    return archive.bucket();
  }

  /**
   * Publishes the public key for verifiers of records.
   *
   * @return false when an object of that name existed before
   */
  public boolean publish(SigningKey key) {
    return archive.putOnce(
        archive.retained(
            PutObjectRequest.builder()
                .key(RecordKey.ofPublicKey(key.publicKey()))
                .contentType("application/x-pem-file")),
        key.publicKeyPem().getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * Returns every object right below {@code keys/}, at most one more than a thousand. Delegated
   * keys, which are deeper and many, are trusted for their delegations and are not among them.
   */
  public List<PublishedKey> list() {
    List<S3Object> objects =
        s3
            .listObjectsV2Paginator(list -> list.bucket(bucket()).prefix(PREFIX).delimiter("/"))
            .contents()
            .stream()
            .limit(MAX_KEYS + 1L)
            .toList();
    return objects.stream().map(object -> read(object, objects.indexOf(object))).toList();
  }

  private PublishedKey read(S3Object object, int index) {
    Instant published = object.lastModified();
    if (index == MAX_KEYS) {
      return PublishedKey.unreadable(
          PREFIX,
          "there are more than " + MAX_KEYS + " objects; the others are not read",
          published);
    }
    if (object.size() > MAX_BYTES) {
      return PublishedKey.unreadable(object.key(), "larger than 64 KiB", published);
    }
    return archive
        .read(object.key())
        .map(StoredRecord::bytes)
        .map(content -> PublishedKey.of(object.key(), content, published))
        .orElseGet(
            () -> PublishedKey.unreadable(object.key(), "gone while it was read", published));
  }
}
