package dev.waybill.drill;

import dev.waybill.log.LogStore;
import dev.waybill.log.LogStore.Keeping;
import dev.waybill.log.StoredObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * State of the drills of one schedule, as one object that a conditional write replaces.
 *
 * @param store the provenance bucket
 * @param key key of the object
 */
public record DrillStore(LogStore store, String key) {
  /** Prefix of the states. */
  private static final String PREFIX = "fixity/drill/";

  private static final Logger LOG = LoggerFactory.getLogger(DrillStore.class);

  /**
   * State that was read.
   *
   * @param eTag ETag of its object; null when there is none
   */
  record Versioned(DrillState state, @Nullable String eTag) {}

  /** Returns the state of the drills that the service makes. */
  public static DrillStore ofService(LogStore store) {
    return new DrillStore(store, PREFIX + "service.json");
  }

  /** Returns the state of the drills that the command makes. */
  public static DrillStore ofCommand(LogStore store) {
    return new DrillStore(store, PREFIX + "command.json");
  }

  /**
   * Returns the state.
   *
   * @throws RuntimeException when the store cannot be reached
   */
  public DrillState state() {
    return load().state();
  }

  /** Reads the state. A document that cannot be read is none: its object expires. */
  Versioned load() {
    Optional<StoredObject> found = store.find(key);
    if (found.isEmpty()) {
      return new Versioned(DrillState.NONE, null);
    }
    String eTag = found.get().eTag();
    try {
      return new Versioned(DrillJson.read(found.get().content()), eTag);
    } catch (IllegalArgumentException e) {
      LOG.warn("drill state rejected key={} cause=\"{}\"", key, e.getMessage());
      return new Versioned(DrillState.NONE, eTag);
    }
  }

  /** Writes a state; empty when another process was first. */
  Optional<Versioned> save(DrillState state, @Nullable String eTag) {
    return store
        .replace(key, DrillJson.write(state), eTag, Keeping.TEMPORARY)
        .map(it -> new Versioned(state, it));
  }
}
