package dev.waybill.localcloud.cloudtrail;

import dev.waybill.localcloud.cloudtrail.TrailDefinition.State;
import dev.waybill.localcloud.service.DurableMap;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Durable, thread-safe store of the account's trails and the status of their deliveries. */
public final class Trails {
  private static final int REMOVAL_DELAY_SECONDS = 2;

  private final DurableMap<TrailDefinition> definitions;
  private final DurableMap<DeliveryStatus> statuses;
  private final Clock clock;
  private volatile List<LoggingTrail> logging;

  private Trails(
      DurableMap<TrailDefinition> definitions, DurableMap<DeliveryStatus> statuses, Clock clock) {
    this.definitions = definitions;
    this.statuses = statuses;
    this.clock = clock;
    this.logging = loggingTrails();
  }

  /** Opens the trails stored in a folder. A new folder has none. */
  public static Trails open(Path folder, Clock clock) throws IOException {
    return new Trails(
        DurableMap.open(folder.resolve("trails.json"), TrailDefinition.class),
        DurableMap.open(folder.resolve("deliveries.json"), DeliveryStatus.class),
        clock);
  }

  /** Trail that is logging. */
  public record LoggingTrail(String name, List<Selector> selectors) {
    public LoggingTrail {
      selectors = List.copyOf(selectors);
    }

    /** Returns whether the trail logs the event. */
    public boolean selects(EventFields event) {
      return selectors.stream().anyMatch(selector -> selector.selects(event));
    }
  }

  /** Returns the trails that are logging now. */
  public List<LoggingTrail> logging() {
    return logging;
  }

  /** Returns every trail that may have undelivered events, including deleted ones. */
  public List<TrailDefinition> all() {
    return List.copyOf(definitions.all().values());
  }

  /** Returns the trails that are not deleted. */
  List<TrailDefinition> existing() {
    return definitions.all().values().stream().filter(TrailDefinition::exists).toList();
  }

  @Nullable TrailDefinition get(String name) {
    TrailDefinition trail = definitions.get(name);
    return trail == null || !trail.exists() ? null : trail;
  }

  synchronized void add(TrailDefinition trail) {
    definitions.change(
        all -> {
          TrailDefinition before = all.put(trail.name(), trail);
          if (before != null && before.exists()) {
            throw TrailErrorCode.TRAIL_ALREADY_EXISTS.error(
                "Trail " + trail.name() + " already exists");
          }
          return all;
        });
    statuses.remove(trail.name());
    logging = loggingTrails();
  }

  synchronized TrailDefinition change(String name, UnaryOperator<TrailDefinition> change) {
    definitions.change(
        all -> {
          all.computeIfPresent(name, (unused, now) -> change.apply(now));
          return all;
        });
    logging = loggingTrails();
    return Objects.requireNonNull(definitions.get(name), "a changed trail must exist");
  }

  void setState(String name, State to) {
    TrailDefinition unused = change(name, it -> it.state() == to ? it : it.withState(to, now()));
  }

  /** Removes a deleted trail. Call this after all its events are delivered. */
  public synchronized void removeDeleted(String name) {
    definitions.change(
        all -> {
          TrailDefinition trail = all.get(name);
          // A call that is still being answered may yet record an event.
          if (trail != null
              && !trail.exists()
              && trail.stopped() + REMOVAL_DELAY_SECONDS <= now()) {
            all.remove(name);
          }
          return all;
        });
  }

  DeliveryStatus status(String name) {
    DeliveryStatus status = statuses.get(name);
    return status == null ? DeliveryStatus.NONE : status;
  }

  /** Records a successful delivery. */
  public void recordDelivery(String name) {
    statuses.put(name, new DeliveryStatus(now(), now(), ""));
  }

  /** Records a failed delivery, which will be retried. */
  public void recordFailure(String name, String error) {
    if (status(name).error().equals(error)) {
      return;
    }
    statuses.put(name, new DeliveryStatus(status(name).delivered(), now(), error));
  }

  private long now() {
    return clock.instant().getEpochSecond();
  }

  private List<LoggingTrail> loggingTrails() {
    List<LoggingTrail> loggingTrails = new ArrayList<>();
    for (TrailDefinition trail : definitions.all().values()) {
      if (trail.state() == State.LOGGING) {
        loggingTrails.add(
            new LoggingTrail(trail.name(), Selector.all(trail.advanced(), trail.selectors())));
      }
    }
    return List.copyOf(loggingTrails);
  }
}
