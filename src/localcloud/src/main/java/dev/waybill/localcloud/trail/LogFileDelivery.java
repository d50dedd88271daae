package dev.waybill.localcloud.trail;

import dev.waybill.localcloud.cloudtrail.TrailDefinition.Target;
import dev.waybill.localcloud.cloudtrail.TrailKeys;
import dev.waybill.localcloud.store.Bucket;
import dev.waybill.localcloud.store.NewVersion;
import dev.waybill.localcloud.store.ObjectStore;
import dev.waybill.localcloud.store.StagedContent;
import dev.waybill.localcloud.store.WriteCondition;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** Delivery of log files into the bucket of a trail. */
record LogFileDelivery(ObjectStore store, TrailKeys keys, String account, String region) {
  private static final String ENCRYPTION = "x-amz-server-side-encryption";

  /**
   * Puts a log file into the bucket of a trail and deletes the local file. Skips the put if an
   * interrupted attempt already delivered the file.
   *
   * @throws dev.waybill.localcloud.store.StoreException if the bucket does not exist
   * @throws dev.waybill.localcloud.service.JsonError if the trail's KMS key cannot be used
   */
  void deliver(TrailFile file, Target target) throws IOException {
    Bucket bucket = store.bucket(target.bucket());
    String key = target.keyPrefix() + file.key(account, region);
    if (bucket.find(key, null) == null) {
      put(key, file.gzip(), bucket, headers(target));
    }
    file.delete();
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

  private static void put(String key, byte[] bytes, Bucket bucket, Map<String, String> headers)
      throws IOException {
    StagedContent content = bucket.stage();
    try (content) {
      content.write(bytes);
    }
    NewVersion version =
        new NewVersion(
            key, content, md5(bytes), Map.of(), null, headers, Map.of(), Map.of(), null, false);
    bucket.put(version, WriteCondition.NONE, null);
  }

  private static String md5(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
