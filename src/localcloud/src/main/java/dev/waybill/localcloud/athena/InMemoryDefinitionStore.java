package dev.waybill.localcloud.athena;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Thread-safe definition store in memory. */
final class InMemoryDefinitionStore implements DefinitionStore {
  private final Map<String, ConcurrentNavigableMap<String, ObjectNode>> databases =
      new ConcurrentHashMap<>();

  @Override
  public List<String> databases() {
    return databases.keySet().stream().sorted().toList();
  }

  private NavigableMap<String, ObjectNode> tablesOf(String database) {
    NavigableMap<String, ObjectNode> tables = databases.get(database);
    return tables == null ? new TreeMap<>() : tables;
  }

  @Override
  public List<ObjectNode> tables(String database) {
    return List.copyOf(tablesOf(database).values());
  }

  @Override
  public Optional<ObjectNode> table(String database, String name) {
    return Optional.ofNullable(tablesOf(database).get(name));
  }

  @Override
  public void createDatabase(ObjectNode input) {
    databases.putIfAbsent(input.path("Name").asText(), new ConcurrentSkipListMap<>());
  }

  @Override
  public void deleteDatabase(String name) {
    databases.remove(name);
  }

  @Override
  public void put(String database, ObjectNode input) {
    tablesOf(database)
        .put(input.path("Name").asText(), input.deepCopy().put("DatabaseName", database));
  }

  @Override
  public void delete(String database, String name) {
    tablesOf(database).remove(name);
  }
}
