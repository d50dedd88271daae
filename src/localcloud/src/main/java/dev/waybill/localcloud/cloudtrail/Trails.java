package dev.waybill.localcloud.cloudtrail;

import dev.waybill.localcloud.cloudtrail.TrailDefinition.State;
import dev.waybill.localcloud.service.KeptMap;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The account's trails, and how their deliveries went. Thread-safe; durable. */
public final class Trails {
  private final KeptMap<TrailDefinition> kept;
  private final KeptMap<DeliveryStatus> statuses;
  private final Clock clock;
  private volatile List<LiveTrail> logging;

  private Trails(KeptMap<TrailDefinition> kept, KeptMap<DeliveryStatus> statuses, Clock clock) {
    this.kept = kept;
    this.statuses = statuses;
    this.clock = clock;
    this.logging = live();
  }

  /** Opens, or begins, the trails kept in a folder. */
  public static Trails open(Path folder, Clock clock) throws IOException {
    return new Trails(
        KeptMap.open(folder.resolve("trails.json"), TrailDefinition.class),
        KeptMap.open(folder.resolve("deliveries.json"), DeliveryStatus.class),
        clock);
  }

  /** A trail that logs. */
  public record LiveTrail(String name, List<Selector> selectors) {
    public LiveTrail {
      selectors = List.copyOf(selectors);
    }

    public boolean selects(EventFields event) {
      return selectors.stream().anyMatch(selector -> selector.selects(event));
    }
  }

  /** The trails that log now. */
  public List<LiveTrail> logging() {
    return logging;
  }

  /** Every trail something may have to be delivered of; also those that were deleted. */
  public List<TrailDefinition> all() {
    return List.copyOf(kept.all().values());
  }

  /** Those that a caller may see. */
  List<TrailDefinition> there() {
    return kept.all().values().stream().filter(TrailDefinition::isThere).toList();
  }

  @Nullable TrailDefinition get(String name) {
    TrailDefinition trail = kept.get(name);
    return trail == null || !trail.isThere() ? null : trail;
  }

  synchronized void add(TrailDefinition trail) {
    kept.change(
        all -> {
          TrailDefinition before = all.put(trail.name(), trail);
          if (before != null && before.isThere()) {
            throw TrailRefusal.TRAIL_ALREADY_EXISTS.because(
                "Trail " + trail.name() + " already exists");
          }
          return all;
        });
    statuses.remove(trail.name());
    logging = live();
  }

  synchronized TrailDefinition change(String name, UnaryOperator<TrailDefinition> change) {
    kept.change(
        all -> {
          all.computeIfPresent(name, (unused, now) -> change.apply(now));
          return all;
        });
    logging = live();
    return Objects.requireNonNull(kept.get(name), "it was there");
  }

  void state(String name, State to) {
    TrailDefinition unused = change(name, it -> it.state() == to ? it : it.in(to, now()));
  }

  /** Nothing is left to deliver of a trail that was deleted. */
  public synchronized void forget(String name) {
    kept.change(
        all -> {
          TrailDefinition trail = all.get(name);
          // A call that is being answered may still have something to tell.
          if (trail != null && !trail.isThere() && trail.stopped() + 2 <= now()) {
            all.remove(name);
          }
          return all;
        });
  }

  DeliveryStatus status(String name) {
    DeliveryStatus status = statuses.get(name);
    return status == null ? DeliveryStatus.NONE : status;
  }

  /** Something of a trail was delivered. */
  public void delivered(String name) {
    statuses.put(name, new DeliveryStatus(now(), now(), ""));
  }

  /** A delivery failed, and waits. */
  public void failed(String name, String error) {
    if (status(name).error().equals(error)) {
      return;
    }
    statuses.put(name, new DeliveryStatus(status(name).delivered(), now(), error));
  }

  private long now() {
    return clock.instant().getEpochSecond();
  }

  private List<LiveTrail> live() {
    List<LiveTrail> live = new ArrayList<>();
    for (TrailDefinition trail : kept.all().values()) {
      if (trail.state() == State.LOGGING) {
        live.add(new LiveTrail(trail.name(), Selector.all(trail.advanced(), trail.selectors())));
      }
    }
    return List.copyOf(live);
  }
}
