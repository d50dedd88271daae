package dev.waybill.fixity.plan;

import dev.waybill.fixity.FixityPaths;
import dev.waybill.log.LogStore;
import dev.waybill.log.LogStore.Keeping;
import dev.waybill.log.StoredObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plan and states of slices in the provenance bucket, replaced by compare-and-set. */
public final class FixityStateStore {
  private static final Logger LOG = LoggerFactory.getLogger(FixityStateStore.class);

  /** Number of states that are read together. */
  private static final int BATCH = 64;

  private final LogStore store;

  public FixityStateStore(LogStore store) {
    this.store = store;
  }

  /**
   * Value as it is stored.
   *
   * @param value the value
   * @param eTag ETag of the object; null when there is none
   */
  record Stored<T>(T value, @Nullable String eTag) {}

  /** Returns the plan; a plan that cannot be read is none, and a new one replaces it. */
  Stored<Optional<FixityPlan>> plan() {
    Optional<StoredObject> found = store.find(FixityPaths.PLAN);
    if (found.isEmpty()) {
      return new Stored<>(Optional.empty(), null);
    }
    try {
      FixityPlan plan = FixityPlanJson.read(found.get().content());
      return new Stored<>(Optional.of(plan), found.get().eTag());
    } catch (IllegalArgumentException e) {
      LOG.warn("fixity plan rejected key={} cause=\"{}\"", FixityPaths.PLAN, e.getMessage());
      return new Stored<>(Optional.empty(), found.get().eTag());
    }
  }

  /** Returns the plan in force, for reports; empty before the first cycle. */
  public Optional<FixityPlan> current() {
    return plan().value();
  }

  /** Replaces the plan; returns the new ETag, or empty when another leader was first. */
  Optional<String> replace(FixityPlan plan, @Nullable String eTag) {
    return store.replace(FixityPaths.PLAN, FixityPlanJson.write(plan), eTag, Keeping.TEMPORARY);
  }

  /**
   * Returns the states of slices in their order. A state that cannot be read is that of a slice of
   * which nothing was examined: its tiles are examined again.
   */
  List<Stored<SliceState>> slices(List<Long> slices) {
    List<Optional<StoredObject>> found =
        store.findAll(slices.stream().map(FixityPaths::slice).toList());
    List<Stored<SliceState>> states = new ArrayList<>();
    for (int at = 0; at < slices.size(); at++) {
      states.add(state(slices.get(at), found.get(at)));
    }
    return states;
  }

  private static Stored<SliceState> state(long slice, Optional<StoredObject> found) {
    if (found.isEmpty()) {
      return new Stored<>(SliceState.none(slice), null);
    }
    try {
      SliceState state = SliceStateJson.read(slice, found.get().content());
      return new Stored<>(state, found.get().eTag());
    } catch (IllegalArgumentException e) {
      LOG.warn(
          "fixity state rejected key={} cause=\"{}\"", FixityPaths.slice(slice), e.getMessage());
      return new Stored<>(SliceState.none(slice), found.get().eTag());
    }
  }

  /** Returns the states of all slices of a log, read lazily. */
  public Stream<SliceState> all(long logSize) {
    return LongStream.range(0, (slicesOf(logSize) + BATCH - 1) / BATCH)
        .mapToObj(
            batch ->
                LongStream.range(batch * BATCH, Math.min(slicesOf(logSize), (batch + 1) * BATCH))
                    .boxed()
                    .toList())
        .flatMap(it -> slices(it).stream())
        .map(Stored::value);
  }

  /** Returns the number of slices of a log. */
  static long slicesOf(long logSize) {
    return (logSize + SliceSchedule.ENTRIES - 1) / SliceSchedule.ENTRIES;
  }

  /** Replaces a state; returns the new ETag, or empty when another leader was first. */
  Optional<String> replace(SliceState state, @Nullable String eTag) {
    return store.replace(
        FixityPaths.slice(state.slice()), SliceStateJson.write(state), eTag, Keeping.TEMPORARY);
  }

  /** Returns the keys of the results below a prefix. */
  List<String> results(String prefix) {
    return store.list(prefix).map(LogStore.Listed::key).toList();
  }
}
