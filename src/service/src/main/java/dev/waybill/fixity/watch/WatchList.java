package dev.waybill.fixity.watch;

import dev.waybill.fixity.FixityPaths;
import dev.waybill.log.LogStore;
import dev.waybill.log.LogStore.Keeping;
import dev.waybill.log.StoredObject;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Defects that were found outside of the cycle, as one object that all replicas share. A defect is
 * added before its finding is reported and removed when an examination finds it mended, so that the
 * finding ends also when its finder does not run any more.
 */
public final class WatchList {
  /** Limit of the defects; the cycle finds further ones of entries. */
  static final int MAX_DEFECTS = 10_000;

  private static final Logger LOG = LoggerFactory.getLogger(WatchList.class);
  private static final int MAX_ATTEMPTS = 20;

  private final LogStore store;

  public WatchList(LogStore store) {
    this.store = store;
  }

  /** Returns all defects, in the order in which they were added. */
  public Set<WatchedDefect> all() {
    return read(store.find(FixityPaths.WATCH));
  }

  /** A document that cannot be read is none: the next glance finds its defects again. */
  private static Set<WatchedDefect> read(Optional<StoredObject> found) {
    try {
      return found.map(it -> WatchJson.read(it.content())).orElseGet(LinkedHashSet::new);
    } catch (IllegalArgumentException e) {
      LOG.warn("fixity watch rejected key={} cause=\"{}\"", FixityPaths.WATCH, e.getMessage());
      return new LinkedHashSet<>();
    }
  }

  /**
   * Adds defects, at most up to the limit; those that are there already stay.
   *
   * @return the defects that are there now
   * @throws RuntimeException when the store cannot be reached
   */
  public Set<WatchedDefect> add(Collection<? extends WatchedDefect> defects) {
    return change(
        before -> {
          Set<WatchedDefect> after = new LinkedHashSet<>(before);
          for (WatchedDefect defect : defects) {
            if (after.size() < MAX_DEFECTS) {
              after.add(defect);
            }
          }
          return after;
        });
  }

  /**
   * Removes defects.
   *
   * @throws RuntimeException when the store cannot be reached
   */
  public void remove(Collection<? extends WatchedDefect> defects) {
    Set<WatchedDefect> unused =
        change(
            before -> {
              Set<WatchedDefect> after = new LinkedHashSet<>(before);
              defects.forEach(after::remove);
              return after;
            });
  }

  private Set<WatchedDefect> change(UnaryOperator<Set<WatchedDefect>> step) {
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      Optional<StoredObject> found = store.find(FixityPaths.WATCH);
      Set<WatchedDefect> before = read(found);
      Set<WatchedDefect> after = step.apply(before);
      String eTag = found.map(StoredObject::eTag).orElse(null);
      if (after.equals(before)
          || store
              .replace(FixityPaths.WATCH, WatchJson.write(after), eTag, Keeping.TEMPORARY)
              .isPresent()) {
        return after;
      }
    }
    throw new IllegalStateException("other writers changed the watched defects at every attempt");
  }
}
