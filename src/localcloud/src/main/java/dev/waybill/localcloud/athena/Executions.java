package dev.waybill.localcloud.athena;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The queries since the start, of which the oldest are forgotten. Thread-safe. */
final class Executions {
  private static final int MOST = 10_000;

  private final Map<String, Execution> byId = new LinkedHashMap<>();
  private final Map<String, Execution> byToken = new LinkedHashMap<>();

  /** The query of a token, which is made if it is new. */
  synchronized Started start(String token, Supplier<Execution> make) {
    Execution before = byToken.get(token);
    if (before != null && !token.isEmpty()) {
      return new Started(before, false);
    }
    Execution made = make.get();
    byId.put(made.id(), made);
    if (!token.isEmpty()) {
      byToken.put(token, made);
    }
    forget();
    return new Started(made, true);
  }

  private void forget() {
    Iterator<Execution> oldest = byId.values().iterator();
    while (byId.size() > MOST) {
      Execution gone = oldest.next();
      oldest.remove();
      byToken.values().remove(gone);
    }
  }

  synchronized Optional<Execution> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** Those of a workgroup, the newest first. */
  synchronized List<Execution> of(String workgroup) {
    List<Execution> found = new ArrayList<>();
    for (Execution execution : byId.values()) {
      if (execution.request().workgroup().equals(workgroup)) {
        found.add(0, execution);
      }
    }
    return found;
  }

  synchronized List<Execution> all() {
    return List.copyOf(byId.values());
  }

  /**
   * A query that a token stands for.
   *
   * @param fresh whether it was made for this call
   */
  record Started(Execution execution, boolean fresh) {}
}
