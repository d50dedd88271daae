package dev.waybill.reconcile.verdict;

import dev.waybill.reconcile.row.EventActor;
import dev.waybill.reconcile.row.EventRow;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Newest event of each kind on one version, so that any number of events takes little memory.
 * Events are added in the order of their times. For one thread.
 */
public final class EventSummary {
  private @Nullable EventRow created;
  private @Nullable EventRow marked;
  private @Nullable EventRow deleted;
  private @Nullable EventRow changed;
  private @Nullable EventRow other;
  private @Nullable EventRow denied;
  private @Nullable Instant firstEffect;
  private @Nullable Instant lastEffect;
  private @Nullable Instant first;
  private @Nullable Instant last;

  /** Adds an event. */
  public void add(EventRow event) {
    first = earlier(first, event.time());
    last = later(last, event.time());
    if (event.isFailed()) {
      denied = event;
      return;
    }
    switch (event.effect()) {
      case CREATED -> created = event;
      case MARKED -> marked = event;
      case DELETED -> deleted = event;
      case CHANGED -> changed = isMoreSuspect(event) ? event : changed;
      case NONE -> {
        other = event;
        return;
      }
    }
    firstEffect = earlier(firstEffect, event.time());
    lastEffect = later(lastEffect, event.time());
  }

  private static Instant earlier(@Nullable Instant time, Instant other) {
    return time == null || other.isBefore(time) ? other : time;
  }

  private static Instant later(@Nullable Instant time, Instant other) {
    return time == null || other.isAfter(time) ? other : time;
  }

  /** Adds an event that removed the version, although it does not name the version. */
  public void addRemoval(EventRow event) {
    add(event);
    marked = null;
    deleted = event;
  }

  /** A change of another caller must not be covered by one of the service. */
  private boolean isMoreSuspect(EventRow event) {
    return changed == null
        || changed.actor() != EventActor.OTHER
        || event.actor() == EventActor.OTHER;
  }

  /** Returns true when there is no event. */
  public boolean isEmpty() {
    return last == null;
  }

  /** Returns the event that wrote the version. */
  public Optional<EventRow> created() {
    return Optional.ofNullable(created);
  }

  /** Returns the event that put the delete marker. */
  public Optional<EventRow> marked() {
    return Optional.ofNullable(marked);
  }

  /** Returns the event that removed the version. */
  public Optional<EventRow> deleted() {
    return Optional.ofNullable(deleted);
  }

  /** Returns the newest event that changed the version, of another caller if there is one. */
  public Optional<EventRow> changed() {
    return Optional.ofNullable(changed);
  }

  /** Returns the newest call that was denied. */
  public Optional<EventRow> denied() {
    return Optional.ofNullable(denied);
  }

  /** Returns the event that says most about a version that nothing else knows. */
  Optional<EventRow> deciding() {
    return Stream.of(created(), marked(), deleted(), changed(), Optional.ofNullable(other))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** Returns the time of the first event that had an effect, otherwise of the first event. */
  Optional<Instant> begin() {
    return Optional.ofNullable(firstEffect == null ? first : firstEffect);
  }

  /** Returns the time of the last event that had an effect. */
  Optional<Instant> lastEffect() {
    return Optional.ofNullable(lastEffect);
  }

  /** Returns the time of the last event. */
  Optional<Instant> last() {
    return Optional.ofNullable(last);
  }
}
