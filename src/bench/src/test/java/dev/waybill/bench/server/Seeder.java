package dev.waybill.bench.server;

import dev.waybill.localcloud.store.Bucket;
import dev.waybill.localcloud.store.NewVersion;
import dev.waybill.localcloud.store.ObjectStore;
import dev.waybill.localcloud.store.StagedContent;
import dev.waybill.localcloud.store.WriteCause;
import dev.waybill.localcloud.store.WriteCondition;
import dev.waybill.localcloud.wire.BodyDigests;
import java.io.IOException;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Writer of objects directly into the store, without requests. S3 notifications are sent as for
 * PutObject.
 */
final class Seeder {
  private static final int BLOCK = 1 << 20;
  private static final WriteCause CAUSE =
      new WriteCause("ObjectCreated:Put", "bench", "127.0.0.1", "0");

  private final ObjectStore store;

  Seeder(ObjectStore store) {
    this.store = store;
  }

  /**
   * Puts objects whose keys end with their number.
   *
   * @param kms ARN of the key that encrypts the objects
   * @param perSecond objects per second; 0 for no limit
   * @return one line per object: its key and the time of the write, in nanoseconds
   */
  String put(String bucket, String prefix, int count, long size, String kms, double perSecond)
      throws IOException {
    StringBuilder lines = new StringBuilder();
    byte[] block = new byte[(int) Math.min(size, BLOCK)];
    long began = System.nanoTime();
    for (int i = 0; i < count; i++) {
      if (perSecond > 0) {
        pauseUntil(began + (long) (i / perSecond * TimeUnit.SECONDS.toNanos(1)));
      }
      new Random(i).nextBytes(block);
      String key = prefix + i;
      lines.append(key).append('\t').append(System.nanoTime()).append('\n');
      put(store.bucket(bucket), key, block, size, kms);
    }
    return lines.toString();
  }

  private static void pauseUntil(long then) {
    for (long left = then - System.nanoTime(); left > 0; left = then - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private static void put(Bucket bucket, String key, byte[] block, long size, String kms)
      throws IOException {
    BodyDigests digests = new BodyDigests("crc64nvme");
    StagedContent content = bucket.stage();
    try (content) {
      for (long left = size; left > 0; left -= block.length) {
        int length = (int) Math.min(left, block.length);
        digests.update(block, 0, length);
        content.write(block, 0, length);
      }
    }
    bucket.put(
        new NewVersion(
            key,
            content,
            digests.md5Hex(),
            digests.checksums(),
            "FULL_OBJECT",
            headers(kms),
            Map.of(),
            Map.of(),
            null,
            false),
        WriteCondition.NONE,
        CAUSE);
  }

  private static Map<String, String> headers(String kms) {
    return Map.of(
        "content-type",
        "application/octet-stream",
        "x-amz-server-side-encryption",
        "aws:kms",
        "x-amz-server-side-encryption-aws-kms-key-id",
        kms,
        "x-amz-server-side-encryption-bucket-key-enabled",
        "true");
  }
}
