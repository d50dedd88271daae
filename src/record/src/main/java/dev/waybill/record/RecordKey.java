package dev.waybill.record;

import dev.waybill.record.log.TreeHash;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import java.security.PublicKey;
import java.util.regex.Pattern;

/**
 * S3 keys of records, chunk lists and public keys in the provenance bucket.
 *
 * <p>The key of a record is an injective function of (bucket, key, versionId), up to collisions of
 * SHA-256. It never shows the original key, and all records of one original key share a prefix.
 */
public final class RecordKey {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._-]{1,200}");

  private RecordKey() {}

  /** Returns the key of the record of one version. */
  public static String of(ObjectVersion version) {
    return prefixOf(version.bucket(), version.key()) + name(version) + ".sigstore.json";
  }

  private static String name(ObjectVersion version) {
    String id = version.versionId();
    // "!" is safe in S3 keys and not in the plain alphabet: a hashed id cannot equal a plain one.
    return PLAIN.matcher(id).matches() ? id : "!" + Sha256.hash(id).hex();
  }

  /**
   * Returns the key of the list of a version's chunk digests. It contains their root, so that no
   * other list takes its place, and is outside of {@code records/}, where every object is a record.
   */
  public static String ofChunks(ObjectVersion version, TreeHash root) {
    return "chunks/"
        + path(version.bucket(), version.key())
        + name(version)
        + "/"
        + root.hex()
        + ".sha256";
  }

  /** Returns the key of the statement that a version repaired a damaged object. */
  public static String ofRepair(ObjectVersion version) {
    return "repairs/" + path(version.bucket(), version.key()) + name(version) + ".sigstore.json";
  }

  /** Returns the common prefix of the records of all versions of one original key. */
  public static String prefixOf(String bucket, String key) {
    return "records/" + path(bucket, key);
  }

  private static String path(String bucket, String key) {
    return bucket + "/" + Sha256.hash(key).hex() + "/";
  }

  /** Returns the common prefix of the waivers of one object in the place of a record. */
  public static String waiversOf(String recordKey) {
    return "waivers/" + Sha256.hash(recordKey).hex() + "/";
  }

  /** Returns the key of a waiver, which its content names, so that no other object takes it. */
  public static String ofWaiver(String recordKey, byte[] waiver) {
    return waiversOf(recordKey) + Sha256.hash(waiver).hex() + ".sigstore.json";
  }

  /**
   * Returns the key of a public key in PEM: {@code keys/<hex SHA-256 of SubjectPublicKeyInfo>.pem}.
   */
  public static String ofPublicKey(PublicKey key) {
    return "keys/" + Sha256.hash(key.getEncoded()).hex() + ".pem";
  }
}
