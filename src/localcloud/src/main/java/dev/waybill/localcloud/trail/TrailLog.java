package dev.waybill.localcloud.trail;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.localcloud.cloudtrail.DigestSigningKeys;
import dev.waybill.localcloud.cloudtrail.EventFields;
import dev.waybill.localcloud.cloudtrail.TrailDefinition;
import dev.waybill.localcloud.cloudtrail.TrailDefinition.State;
import dev.waybill.localcloud.cloudtrail.TrailKeys;
import dev.waybill.localcloud.cloudtrail.Trails;
import dev.waybill.localcloud.cloudtrail.Trails.LoggingTrail;
import dev.waybill.localcloud.s3.AccessLog;
import dev.waybill.localcloud.s3.S3Access;
import dev.waybill.localcloud.service.JsonError;
import dev.waybill.localcloud.service.ServiceLog;
import dev.waybill.localcloud.store.ObjectStore;
import dev.waybill.localcloud.store.StoreException;
import dev.waybill.localcloud.wire.PrincipalLookup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
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
 * Recorder of the calls that the logging trails select. An event is on disk before its call is
 * answered. It is delivered to the bucket of each trail within the interval, or as soon as that
 * bucket can be written again. Digest files of log file validation are delivered with them.
 */
public final class TrailLog implements AccessLog, ServiceLog, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TrailLog.class);

  private final Path folder;
  private final Trails trails;
  private final TrailBucketWriter writer;
  private final DigestSigningKeys digestKeys;
  private final PrincipalLookup identities;
  private final DeliveryOptions options;
  private final Clock clock;
  private final Map<String, PendingEvents> pending = new ConcurrentHashMap<>();
  private final Map<String, DigestDelivery> digests = new ConcurrentHashMap<>();
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, TrailLog::daemon);

  private TrailLog(
      Path folder,
      Trails trails,
      TrailBucketWriter writer,
      DigestSigningKeys digestKeys,
      PrincipalLookup identities,
      DeliveryOptions options,
      Clock clock) {
    this.folder = folder;
    this.trails = trails;
    this.writer = writer;
    this.digestKeys = digestKeys;
    this.identities = identities;
    this.options = options;
    this.clock = clock;
  }

  /**
   * Opens the log and delivers the events that an earlier process left undelivered.
   *
   * @param folder the folder of undelivered events
   */
  public static TrailLog open(
      Path folder,
      Trails trails,
      ObjectStore store,
      TrailKeys keys,
      DigestSigningKeys digestKeys,
      PrincipalLookup identities,
      DeliveryOptions options,
      Clock clock) {
    TrailBucketWriter writer = new TrailBucketWriter(store, keys);
    TrailLog log = new TrailLog(folder, trails, writer, digestKeys, identities, options, clock);
    log.flushOrWarn();
    long nanos = options.interval().toNanos();
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
    List<LoggingTrail> logging = trails.logging();
    if (!logging.isEmpty() && S3Event.isRecordable(access)) {
      record(event(access), logging);
    }
  }

  private ObjectNode event(S3Access access) {
    return new S3Event(access, identities.of(access.accessKeyId()), options.region()).json();
  }

  @Override
  public Entry begin() {
    List<LoggingTrail> before = trails.logging();
    return access -> {
      List<LoggingTrail> logging = new ArrayList<>(before);
      logging.addAll(trails.logging());
      String caller = access.origin().accessKeyId();
      record(new ServiceEvent(access, identities.of(caller), options.region()).json(), logging);
    };
  }

  private void record(ObjectNode event, List<LoggingTrail> logging) {
    EventFields fields = EventFieldExtractor.extract(event);
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

  private DigestDelivery digests(String trail) {
    return digests.computeIfAbsent(
        trail,
        name -> {
          try {
            return DigestDelivery.open(folder.resolve(name), writer, digestKeys, options, clock);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private void flushOrWarn() {
    try {
      flush();
    } catch (RuntimeException e) {
      LOG.warn("Delivering CloudTrail events failed; retrying at the next interval", e);
    }
  }

  /** Delivers all pending events now. Events that cannot be delivered stay pending. */
  public synchronized void flush() {
    for (TrailDefinition trail : trails.all()) {
      try {
        deliver(trail);
        if (trail.state() == State.DELETED) {
          trails.removeDeleted(trail.name());
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void deliver(TrailDefinition trail) throws IOException {
    PendingEvents events = pending(trail.name());
    events.rotate();
    List<TrailFile> files = events.undelivered();
    try {
      DigestDelivery digest = digests(trail.name());
      digest.writeDue(trail);
      LogFileDelivery delivery = new LogFileDelivery(writer, options, clock);
      for (TrailFile file : files) {
        digest.add(trail, delivery.deliver(file, trail.target()));
        file.delete();
      }
      if (!files.isEmpty()) {
        trails.recordDelivery(trail.name());
      }
    } catch (StoreException rejected) {
      trails.recordFailure(trail.name(), rejected.code().code());
    } catch (JsonError rejected) {
      trails.recordFailure(trail.name(), "KMS." + rejected.code());
    }
  }

  /** Delivers the pending events and stops. The store must still be open. */
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
