package dev.waybill.localcloud.athena;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Thread-safe registry of query executions since the start. The oldest executions are removed at a
 * limit.
 */
final class QueryExecutions {
  private static final int MAX_EXECUTIONS = 10_000;

  private final Map<String, QueryExecution> byId = new LinkedHashMap<>();
  private final Map<String, QueryExecution> byToken = new LinkedHashMap<>();

  /** Returns the execution of an idempotency token, and creates it if the token is new. */
  synchronized Started start(String token, Supplier<QueryExecution> factory) {
    QueryExecution before = byToken.get(token);
    if (before != null && !token.isEmpty()) {
      return new Started(before, false);
    }
    QueryExecution created = factory.get();
    byId.put(created.id(), created);
    if (!token.isEmpty()) {
      byToken.put(token, created);
    }
    removeOldest();
    return new Started(created, true);
  }

  private void removeOldest() {
    Iterator<QueryExecution> oldest = byId.values().iterator();
    while (byId.size() > MAX_EXECUTIONS) {
      QueryExecution removed = oldest.next();
      oldest.remove();
      byToken.values().remove(removed);
    }
  }

  synchronized Optional<QueryExecution> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** Returns the executions of a workgroup, newest first. */
  synchronized List<QueryExecution> of(String workgroup) {
    List<QueryExecution> found = new ArrayList<>();
    for (QueryExecution execution : byId.values()) {
      if (execution.request().workgroup().equals(workgroup)) {
        found.add(0, execution);
      }
    }
    return found;
  }

  synchronized List<QueryExecution> all() {
    return List.copyOf(byId.values());
  }

  /**
   * Execution of an idempotency token.
   *
   * @param execution the execution
   * @param fresh true if the execution was created by this call
   */
  record Started(QueryExecution execution, boolean fresh) {}
}
