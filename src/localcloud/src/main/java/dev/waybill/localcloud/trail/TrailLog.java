package dev.waybill.localcloud.trail;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.localcloud.cloudtrail.EventFields;
import dev.waybill.localcloud.cloudtrail.TrailDefinition;
import dev.waybill.localcloud.cloudtrail.TrailDefinition.State;
import dev.waybill.localcloud.cloudtrail.TrailKeys;
import dev.waybill.localcloud.cloudtrail.Trails;
import dev.waybill.localcloud.cloudtrail.Trails.LiveTrail;
import dev.waybill.localcloud.s3.AccessLog;
import dev.waybill.localcloud.s3.S3Access;
import dev.waybill.localcloud.service.JsonError;
import dev.waybill.localcloud.service.ServiceLog;
import dev.waybill.localcloud.store.ObjectStore;
import dev.waybill.localcloud.store.StoreException;
import dev.waybill.localcloud.wire.Identities;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records what the trails that log select. An event is on disk before its call is answered, and is
 * delivered to each trail's bucket within the interval, or once that can be written.
 */
public final class TrailLog implements AccessLog, ServiceLog, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TrailLog.class);

  private final Path folder;
  private final Trails trails;
  private final Delivery delivery;
  private final Identities identities;
  private final String region;
  private final Map<String, PendingEvents> pending = new ConcurrentHashMap<>();
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, TrailLog::daemon);

  private TrailLog(
      Path folder, Trails trails, Delivery delivery, Identities identities, String region) {
    this.folder = folder;
    this.trails = trails;
    this.delivery = delivery;
    this.identities = identities;
    this.region = region;
  }

  /**
   * Opens the log, and delivers first what an earlier process left behind.
   *
   * @param folder where events wait
   * @param interval between deliveries
   */
  public static TrailLog open(
      Path folder,
      Trails trails,
      ObjectStore store,
      TrailKeys keys,
      Identities identities,
      String account,
      String region,
      Duration interval) {
    TrailLog log =
        new TrailLog(
            folder, trails, new Delivery(store, keys, account, region), identities, region);
    log.flushOrWarn();
    long nanos = interval.toNanos();
    var unused =
        log.timer.scheduleWithFixedDelay(log::flushOrWarn, nanos, nanos, TimeUnit.NANOSECONDS);
    return log;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "trails");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void record(S3Access access) {
    List<LiveTrail> logging = trails.logging();
    if (!logging.isEmpty() && S3Event.isOne(access)) {
      record(new S3Event(access, identities.of(access.accessKeyId()), region).json(), logging);
    }
  }

  @Override
  public Entry begin() {
    List<LiveTrail> before = trails.logging();
    return access -> {
      List<LiveTrail> logging = new ArrayList<>(before);
      logging.addAll(trails.logging());
      String caller = access.origin().accessKeyId();
      record(new ServiceEvent(access, identities.of(caller), region).json(), logging);
    };
  }

  private void record(ObjectNode event, List<LiveTrail> logging) {
    EventFields fields = Selected.by(event);
    Set<String> selecting = new LinkedHashSet<>();
    logging.stream().filter(it -> it.selects(fields)).forEach(it -> selecting.add(it.name()));
    String line = selecting.isEmpty() ? "" : event.toString();
    for (String name : selecting) {
      try {
        pending(name).append(line);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private PendingEvents pending(String trail) {
    return pending.computeIfAbsent(
        trail,
        name -> {
          try {
            return PendingEvents.open(folder.resolve(name));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private void flushOrWarn() {
    try {
      flush();
    } catch (RuntimeException e) {
      LOG.warn("the trails' events wait for the next delivery", e);
    }
  }

  /** Delivers what is pending now; what cannot be delivered stays pending. */
  public synchronized void flush() {
    for (TrailDefinition trail : trails.all()) {
      try {
        deliver(trail);
        if (trail.state() == State.DELETED) {
          trails.forget(trail.name());
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void deliver(TrailDefinition trail) throws IOException {
    PendingEvents events = pending(trail.name());
    events.rotate();
    List<TrailFile> files = events.draining();
    try {
      for (TrailFile file : files) {
        delivery.of(file, trail.target());
      }
      if (!files.isEmpty()) {
        trails.delivered(trail.name());
      }
    } catch (StoreException refusal) {
      trails.failed(trail.name(), refusal.code().code());
    } catch (JsonError refusal) {
      trails.failed(trail.name(), "KMS." + refusal.code());
    }
  }

  /** Delivers what is pending and ends; the store must still be open. */
  @Override
  public void close() throws IOException {
    timer.shutdown();
    try {
      flush();
    } finally {
      for (PendingEvents events : pending.values()) {
        events.close();
      }
    }
  }
}
