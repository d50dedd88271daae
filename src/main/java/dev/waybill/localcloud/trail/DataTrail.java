package dev.waybill.localcloud.trail;

import dev.waybill.localcloud.s3.AccessLog;
import dev.waybill.localcloud.s3.S3Access;
import dev.waybill.localcloud.store.Bucket;
import dev.waybill.localcloud.store.NewVersion;
import dev.waybill.localcloud.store.ObjectStore;
import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StagedContent;
import dev.waybill.localcloud.store.StoreException;
import dev.waybill.localcloud.store.WriteCondition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A trail of data events. Each is on disk before its call is answered and is delivered to the log
 * bucket within the interval, or once that bucket exists.
 */
public final class DataTrail implements AccessLog, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DataTrail.class);
  private static final Map<String, String> HEADERS =
      Map.of(
          "content-type", "application/json",
          "content-encoding", "gzip",
          "x-amz-server-side-encryption", "AES256");

  private final PendingEvents pending;
  private final ObjectStore store;
  private final String account;
  private final String region;
  private final String logBucket;
  private final ScheduledThreadPoolExecutor timer;

  private DataTrail(
      PendingEvents pending, ObjectStore store, String account, String region, String logBucket) {
    this.pending = pending;
    this.store = store;
    this.account = account;
    this.region = region;
    this.logBucket = logBucket;
    this.timer = new ScheduledThreadPoolExecutor(1, DataTrail::daemon);
  }

  /**
   * Opens a trail, and delivers first what an earlier process left behind.
   *
   * @param folder where events wait
   * @param interval between deliveries
   */
  public static DataTrail open(
      Path folder,
      ObjectStore store,
      String account,
      String region,
      String logBucket,
      Duration interval)
      throws IOException {
    PendingEvents pending = PendingEvents.open(folder);
    DataTrail trail = new DataTrail(pending, store, account, region, logBucket);
    trail.flushOrWarn();
    long nanos = interval.toNanos();
    var unused =
        trail.timer.scheduleWithFixedDelay(trail::flushOrWarn, nanos, nanos, TimeUnit.NANOSECONDS);
    return trail;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "data-trail");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void record(S3Access access) {
    if (isOurs(access) || !DataEvent.isOne(access)) {
      return;
    }
    try {
      pending.append(new DataEvent(access, account, region).json());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whoever reads the trail would make it grow; what comes from elsewhere is an access there. */
  private boolean isOurs(S3Access access) {
    S3Access.Source source = access.source();
    return access.bucket().equals(logBucket)
        && (source == null || source.bucket().equals(logBucket));
  }

  private void flushOrWarn() {
    try {
      flush();
    } catch (RuntimeException e) {
      LOG.warn("the trail's events wait for the next delivery", e);
    }
  }

  /** Delivers what is pending now; without a log bucket it stays pending. */
  public synchronized void flush() {
    try {
      Bucket bucket = store.bucket(logBucket);
      pending.rotate();
      for (TrailFile file : pending.draining()) {
        deliver(file, bucket);
      }
    } catch (StoreException refusal) {
      if (refusal.code() != S3ErrorCode.NO_SUCH_BUCKET) {
        throw refusal;
      }
      LOG.debug("the log bucket {} does not exist yet", logBucket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void deliver(TrailFile file, Bucket bucket) throws IOException {
    String key = file.key(account, region);
    if (bucket.find(key, null) == null) {
      put(key, file.gzip(), bucket);
    }
    file.delete();
  }

  private static void put(String key, byte[] bytes, Bucket bucket) throws IOException {
    StagedContent content = bucket.stage();
    try (content) {
      content.write(bytes);
    }
    NewVersion version =
        new NewVersion(
            key, content, md5(bytes), Map.of(), null, HEADERS, Map.of(), Map.of(), null, false);
    bucket.put(version, WriteCondition.NONE, null);
  }

  private static String md5(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Delivers what is pending and ends; the store must still be open. */
  @Override
  public void close() throws IOException {
    timer.shutdown();
    try (pending) {
      flush();
    }
  }
}
