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

/** Expires objects as their buckets' rules say: at the start, and once a day while it runs. */
public final class Lifecycle implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Lifecycle.class);
  private static final int PAGE = 1000;
  private static final int LONGEST_END = 10;

  private final ObjectStore store;
  private final Clock clock;
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, Lifecycle::daemon);

  Lifecycle(ObjectStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Begins; the first time is now, beside whatever else goes on. */
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
      LOG.warn("objects that should have expired wait for the next day", e);
    }
  }

  /** Expires what has had its time by now. */
  void run() {
    for (Bucket bucket : store.buckets()) {
      bucket
          .config("lifecycle")
          .map(text -> XmlReader.parse(text.getBytes(StandardCharsets.UTF_8)))
          .map(ExpirationRule::all)
          .ifPresent(rules -> run(bucket, rules));
    }
  }

  /** All is decided before anything goes: a listing does not go on from what is gone. */
  private void run(Bucket bucket, List<ExpirationRule> rules) {
    List<Doomed> doomed = new ArrayList<>();
    versions(bucket).values().forEach(versions -> decide(versions, rules, doomed));
    doomed.forEach(each -> each.removeFrom(bucket));
  }

  private static Map<String, List<StoredVersion>> versions(Bucket bucket) {
    Map<String, List<StoredVersion>> byKey = new LinkedHashMap<>();
    String key = "";
    @Nullable String id = null;
    VersionPage page;
    do {
      page = bucket.listVersions(new VersionQuery("", null, key, id, PAGE));
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
   * @param versions of one key, newest first
   */
  private void decide(
      List<StoredVersion> versions, List<ExpirationRule> rules, List<Doomed> doomed) {
    Instant now = clock.instant();
    StoredVersion current = versions.get(0);
    boolean alone = versions.size() == 1;
    if (!current.deleteMarker() && rules.stream().anyMatch(it -> it.expires(current, now))) {
      doomed.add(new Doomed(current, null));
    } else if (current.deleteMarker()
        && alone
        && rules.stream().anyMatch(it -> it.removes(current, now))) {
      doomed.add(new Doomed(current, current.versionId()));
    }
    for (int i = 1; i < versions.size(); i++) {
      StoredVersion version = versions.get(i);
      Instant since = versions.get(i - 1).lastModified();
      int place = i;
      if (rules.stream().anyMatch(it -> it.removes(version, since, place, now))) {
        doomed.add(new Doomed(version, version.versionId()));
      }
    }
  }

  /**
   * What goes.
   *
   * @param versionId null for a current version, which a delete marker hides where versions are
   *     kept
   */
  private record Doomed(StoredVersion version, @Nullable String versionId) {
    /** What is locked, or is not current any more, stays. */
    void removeFrom(Bucket bucket) {
      try {
        String eTag = versionId == null ? '"' + version.eTag() + '"' : null;
        var unused = bucket.delete(version.key(), versionId, eTag, false, null);
      } catch (StoreException stays) {
        LOG.debug("a version that should have expired stays: {}", stays.code());
      }
    }
  }

  /** Ends after the run that is under way; the store must still be open. */
  @Override
  public void close() {
    timer.shutdown();
    try {
      if (!timer.awaitTermination(LONGEST_END, TimeUnit.SECONDS)) {
        LOG.warn("expiration is still under way");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
