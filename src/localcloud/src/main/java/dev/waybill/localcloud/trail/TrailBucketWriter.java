package dev.waybill.localcloud.trail;

import dev.waybill.localcloud.cloudtrail.TrailDefinition.Target;
import dev.waybill.localcloud.cloudtrail.TrailKeys;
import dev.waybill.localcloud.store.Bucket;
import dev.waybill.localcloud.store.NewVersion;
import dev.waybill.localcloud.store.ObjectStore;
import dev.waybill.localcloud.store.StagedContent;
import dev.waybill.localcloud.store.WriteCondition;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/** Writer of compressed JSON files into the bucket of a trail, with the trail's encryption. */
record TrailBucketWriter(ObjectStore store, TrailKeys keys) {
  private static final String ENCRYPTION = "x-amz-server-side-encryption";

  /**
   * Returns whether the bucket has an object with this key.
   *
   * @throws dev.waybill.localcloud.store.StoreException if the bucket does not exist
   */
  boolean has(Target target, String key) {
    return store.bucket(target.bucket()).find(key, null) != null;
  }

  /**
   * Puts a file.
   *
   * @param json the uncompressed content
   * @param metadata the user metadata
   * @throws dev.waybill.localcloud.store.StoreException if the bucket does not exist
   * @throws dev.waybill.localcloud.service.JsonError if the trail's KMS key cannot be used
   */
  void put(Target target, String key, String json, Map<String, String> metadata)
      throws IOException {
    Bucket bucket = store.bucket(target.bucket());
    Map<String, String> headers = headers(target);
    byte[] bytes = gzip(json);
    StagedContent content = bucket.stage();
    try (content) {
      content.write(bytes);
    }
    NewVersion version =
        new NewVersion(
            key, content, md5(bytes), Map.of(), null, headers, metadata, Map.of(), null, false);
    bucket.put(version, WriteCondition.NONE, null);
  }

  private Map<String, String> headers(Target target) {
    Map<String, String> headers = new TreeMap<>();
    headers.put("content-type", "application/json");
    headers.put("content-encoding", "gzip");
    if (target.kmsKey().isEmpty()) {
      headers.put(ENCRYPTION, "AES256");
    } else {
      headers.put(ENCRYPTION, "aws:kms");
      headers.put(ENCRYPTION + "-aws-kms-key-id", keys.usableArn(target.kmsKey()));
    }
    return headers;
  }

  private static byte[] gzip(String json) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(json.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static String md5(byte[] bytes) {
    return hash("MD5", bytes);
  }

  /** Returns the SHA-256 of a text in lower-case hexadecimal. */
  static String sha256(String text) {
    return hash("SHA-256", text.getBytes(StandardCharsets.UTF_8));
  }

  private static String hash(String algorithm, byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
