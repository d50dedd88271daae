package dev.waybill.trail.run;

import dev.waybill.log.LogStore;
import dev.waybill.log.LogStore.Keeping;
import dev.waybill.log.StoredObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * State of verification in the provenance bucket, as one object that a conditional write replaces.
 *
 * @param store the provenance bucket
 */
public record TrailStore(LogStore store) {
  static final String KEY = "state/trail.json";

  private static final Logger LOG = LoggerFactory.getLogger(TrailStore.class);

  /**
   * State that was read.
   *
   * @param eTag ETag of its object; null when there is none
   */
  record Versioned(TrailState state, @Nullable String eTag) {}

  /** Returns the result of all verifications so far. */
  public TrailState state() {
    return load().state();
  }

  /** Reads the state. A document that cannot be read is none: the next run begins anew. */
  Versioned load() {
    Optional<StoredObject> found = store.find(KEY);
    if (found.isEmpty()) {
      return new Versioned(TrailState.NONE, null);
    }
    String eTag = found.get().eTag();
    try {
      return new Versioned(TrailStateJson.read(found.get().content()), eTag);
    } catch (IllegalArgumentException e) {
      LOG.warn("trail state rejected key={} cause=\"{}\"", KEY, e.getMessage());
      return new Versioned(TrailState.NONE, eTag);
    }
  }

  /** Writes a state; false when another process was first. */
  boolean save(TrailState state, @Nullable String eTag) {
    return store.replace(KEY, TrailStateJson.write(state), eTag, Keeping.TEMPORARY).isPresent();
  }
}
