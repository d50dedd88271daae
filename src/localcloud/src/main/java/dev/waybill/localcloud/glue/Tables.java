package dev.waybill.localcloud.glue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.localcloud.service.DurableMap;
import dev.waybill.localcloud.service.JsonCall;
import dev.waybill.localcloud.service.Paging;
import java.time.Clock;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Actions on tables. Tables are stored unchanged, together with the members that Glue adds. */
final class Tables {
  private static final Paging PAGING = new Paging("MaxResults", "NextToken", "NextToken", 100);

  /** Separator of a database name and a table name. No name may contain it. */
  private static final String SEPARATOR = "\n";

  private final Databases databases;
  private final DurableMap<ObjectNode> tables;
  private final String account;
  private final Clock clock;

  Tables(Databases databases, DurableMap<ObjectNode> tables, String account, Clock clock) {
    this.databases = databases;
    this.tables = tables;
    this.account = account;
    this.clock = clock;
  }

  ObjectNode create(JsonCall call) {
    String database = databases.existing(call.text("DatabaseName"));
    ObjectNode input = call.structure("TableInput");
    String name = Databases.normalizeName(input.path("Name").asText());
    long now = clock.instant().getEpochSecond();
    ObjectNode table = completed(input, database, name, now, now, 0, call);
    tables.change(
        all -> {
          if (all.putIfAbsent(database + SEPARATOR + name, table) != null) {
            throw GlueErrorCode.ALREADY_EXISTS.error("Table already exists: " + name);
          }
          return all;
        });
    return JsonCall.newAnswer();
  }

  private ObjectNode completed(
      ObjectNode input,
      String database,
      String name,
      long created,
      long updated,
      long version,
      JsonCall call) {
    ObjectNode table = input.deepCopy();
    return table
        .put("Name", name)
        .put("DatabaseName", database)
        .put("CatalogId", account)
        .put("CreateTime", created)
        .put("UpdateTime", updated)
        .put("CreatedBy", call.caller().arn())
        .put("IsRegisteredWithLakeFormation", false)
        .put("VersionId", Long.toString(version));
  }

  ObjectNode get(JsonCall call) {
    String database = databases.existing(call.text("DatabaseName"));
    ObjectNode answer = JsonCall.newAnswer();
    answer.set("Table", existing(database, call.text("Name")));
    return answer;
  }

  ObjectNode list(JsonCall call) {
    if (call.optional("Expression").isPresent()) {
      throw call.invalidInput("The local cloud lists all tables of a database; remove Expression");
    }
    String prefix = databases.existing(call.text("DatabaseName")) + SEPARATOR;
    NavigableMap<String, ObjectNode> matching = new TreeMap<>();
    tables
        .all()
        .tailMap(prefix, true)
        .forEach(
            (key, table) -> {
              if (key.startsWith(prefix)) {
                matching.put(key.substring(prefix.length()), table);
              }
            });
    ObjectNode answer = JsonCall.newAnswer();
    boolean unused = PAGING.page(call, matching, it -> it, "TableList", answer);
    return answer;
  }

  ObjectNode update(JsonCall call) {
    String database = databases.existing(call.text("DatabaseName"));
    ObjectNode input = call.structure("TableInput");
    ObjectNode before = existing(database, input.path("Name").asText());
    String name = before.path("Name").asText();
    ObjectNode after =
        completed(
            input,
            database,
            name,
            before.path("CreateTime").asLong(),
            clock.instant().getEpochSecond(),
            before.path("VersionId").asLong() + 1,
            call);
    tables.put(database + SEPARATOR + name, after);
    return JsonCall.newAnswer();
  }

  ObjectNode delete(JsonCall call) {
    String database = databases.existing(call.text("DatabaseName"));
    ObjectNode table = existing(database, call.text("Name"));
    tables.remove(database + SEPARATOR + table.path("Name").asText());
    return JsonCall.newAnswer();
  }

  /** Deletes a database together with its tables, as Glue does. */
  ObjectNode deleteDatabase(JsonCall call) {
    String database = databases.existing(call.text("Name"));
    databases.delete(database);
    tables.change(
        all -> {
          all.keySet().removeIf(key -> key.startsWith(database + SEPARATOR));
          return all;
        });
    return JsonCall.newAnswer();
  }

  /** Returns no partitions, because tables of the local cloud use partition projection. */
  ObjectNode partitions(JsonCall call) {
    String database = databases.existing(call.text("DatabaseName"));
    ObjectNode unused = existing(database, call.text("TableName"));
    ObjectNode answer = JsonCall.newAnswer();
    answer.putArray("Partitions");
    return answer;
  }

  private ObjectNode existing(String database, String given) {
    ObjectNode table = tables.get(database + SEPARATOR + Databases.normalizeName(given));
    if (table == null) {
      throw GlueErrorCode.NOT_FOUND.error("Entity Not Found: table " + given);
    }
    return table;
  }
}
