package dev.waybill.localcloud.lifecycle;

import dev.waybill.localcloud.store.Bucket;
import dev.waybill.localcloud.store.ListedVersion;
import dev.waybill.localcloud.store.ObjectStore;
import dev.waybill.localcloud.store.StoreException;
import dev.waybill.localcloud.store.StoredVersion;
import dev.waybill.localcloud.store.VersionPage;
import dev.waybill.localcloud.store.VersionQuery;
import dev.waybill.localcloud.wire.XmlReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Daily job that expires objects according to the lifecycle rules of their buckets. */
public final class Lifecycle implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Lifecycle.class);
  private static final int PAGE_SIZE = 1000;
  private static final int SHUTDOWN_TIMEOUT_SECONDS = 10;

  private final ObjectStore store;
  private final Clock clock;
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, Lifecycle::daemon);

  Lifecycle(ObjectStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Starts the job. The first run begins now in the background. */
  public static Lifecycle start(ObjectStore store, Clock clock) {
    Lifecycle lifecycle = new Lifecycle(store, clock);
    var unused = lifecycle.timer.scheduleWithFixedDelay(lifecycle::runOrWarn, 0, 1, TimeUnit.DAYS);
    return lifecycle;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "lifecycle");
    thread.setDaemon(true);
    return thread;
  }

  private void runOrWarn() {
    try {
      run();
    } catch (RuntimeException e) {
      LOG.warn("Expiring objects failed; retrying at the next daily run", e);
    }
  }

  /** Expires the objects that are due now. */
  void run() {
    for (Bucket bucket : store.buckets()) {
      bucket
          .config("lifecycle")
          .map(text -> XmlReader.parse(text.getBytes(StandardCharsets.UTF_8)))
          .map(ExpirationRule::all)
          .ifPresent(rules -> run(bucket, rules));
    }
  }

  /**
   * Selects all versions before it removes any, because a listing cannot continue from a removed
   * version.
   */
  private void run(Bucket bucket, List<ExpirationRule> rules) {
    List<Expiration> expirations = new ArrayList<>();
    versions(bucket).values().forEach(versions -> select(versions, rules, expirations));
    expirations.forEach(expiration -> expiration.apply(bucket));
  }

  private static Map<String, List<StoredVersion>> versions(Bucket bucket) {
    Map<String, List<StoredVersion>> byKey = new LinkedHashMap<>();
    String key = "";
    @Nullable String id = null;
    VersionPage page;
    do {
      page = bucket.listVersions(new VersionQuery("", null, key, id, PAGE_SIZE));
      for (ListedVersion listed : page.versions()) {
        byKey
            .computeIfAbsent(listed.version().key(), unused -> new ArrayList<>())
            .add(listed.version());
      }
      key = page.nextKeyMarker() == null ? "" : page.nextKeyMarker();
      id = page.nextVersionIdMarker();
    } while (page.truncated());
    return byKey;
  }

  /**
   * Adds the expirations of one key.
   *
   * @param versions the versions of the key, newest first
   */
  private void select(
      List<StoredVersion> versions, List<ExpirationRule> rules, List<Expiration> expirations) {
    Instant now = clock.instant();
    StoredVersion current = versions.get(0);
    boolean alone = versions.size() == 1;
    if (!current.deleteMarker() && rules.stream().anyMatch(it -> it.expires(current, now))) {
      expirations.add(new Expiration(current, null));
    } else if (current.deleteMarker()
        && alone
        && rules.stream().anyMatch(it -> it.removesMarker(current, now))) {
      expirations.add(new Expiration(current, current.versionId()));
    }
    for (int i = 1; i < versions.size(); i++) {
      StoredVersion version = versions.get(i);
      Instant since = versions.get(i - 1).lastModified();
      int place = i;
      if (rules.stream().anyMatch(it -> it.removesNoncurrent(version, since, place, now))) {
        expirations.add(new Expiration(version, version.versionId()));
      }
    }
  }

  /**
   * Expiration of one version.
   *
   * @param version the version to remove
   * @param versionId the id of the version; null for a current version, which a delete marker hides
   *     in a versioned bucket
   */
  private record Expiration(StoredVersion version, @Nullable String versionId) {
    /** Removes the version. A version that is locked, or that is no longer current, is skipped. */
    void apply(Bucket bucket) {
      try {
        String eTag = versionId == null ? '"' + version.eTag() + '"' : null;
        var unused = bucket.delete(version.key(), versionId, eTag, false, null);
      } catch (StoreException skipped) {
        LOG.debug("Skipped the expiration of a version: {}", skipped.code());
      }
    }
  }

  /** Stops after the current run. The store must still be open. */
  @Override
  public void close() {
    timer.shutdown();
    try {
      if (!timer.awaitTermination(SHUTDOWN_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn(
            "Stopping the expiration of objects timed out after {} s", SHUTDOWN_TIMEOUT_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
