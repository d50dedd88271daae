package dev.waybill.localcloud.glue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.localcloud.service.DurableMap;
import dev.waybill.localcloud.service.JsonCall;
import dev.waybill.localcloud.service.Paging;
import java.time.Clock;
import java.util.Locale;

/** Actions on databases. Databases are stored unchanged. */
final class Databases {
  private static final Paging PAGING = new Paging("MaxResults", "NextToken", "NextToken", 100);
  private static final int MAX_NAME_LENGTH = 255;

  private final DurableMap<ObjectNode> databases;
  private final String account;
  private final Clock clock;

  Databases(DurableMap<ObjectNode> databases, String account, Clock clock) {
    this.databases = databases;
    this.account = account;
    this.clock = clock;
  }

  /** Returns a name in Glue's lower-case spelling. */
  static String normalizeName(String name) {
    if (name.isBlank() || name.length() > MAX_NAME_LENGTH) {
      throw GlueErrorCode.INVALID.error("A name must have 1 to " + MAX_NAME_LENGTH + " characters");
    }
    return name.toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the normalized name of an existing database.
   *
   * @throws dev.waybill.localcloud.service.JsonError EntityNotFoundException
   */
  String existing(String given) {
    String name = normalizeName(given);
    if (databases.get(name) == null) {
      throw GlueErrorCode.NOT_FOUND.error("Database " + name + " not found.");
    }
    return name;
  }

  ObjectNode create(JsonCall call) {
    ObjectNode database = completed(call.structure("DatabaseInput"));
    String name = database.path("Name").asText();
    database.put("CreateTime", clock.instant().getEpochSecond());
    databases.change(
        all -> {
          if (all.putIfAbsent(name, database) != null) {
            throw GlueErrorCode.ALREADY_EXISTS.error("Database " + name + " already exists");
          }
          return all;
        });
    return JsonCall.newAnswer();
  }

  private ObjectNode completed(ObjectNode input) {
    ObjectNode database = input.deepCopy();
    return database
        .put("Name", normalizeName(input.path("Name").asText()))
        .put("CatalogId", account);
  }

  ObjectNode get(JsonCall call) {
    ObjectNode answer = JsonCall.newAnswer();
    answer.set("Database", databases.get(existing(call.text("Name"))));
    return answer;
  }

  ObjectNode list(JsonCall call) {
    ObjectNode answer = JsonCall.newAnswer();
    boolean unused = PAGING.page(call, databases.all(), it -> it, "DatabaseList", answer);
    return answer;
  }

  ObjectNode update(JsonCall call) {
    String name = existing(call.text("Name"));
    ObjectNode after = completed(call.structure("DatabaseInput"));
    if (!after.path("Name").asText().equals(name)) {
      throw GlueErrorCode.INVALID.error("A database cannot be renamed");
    }
    ObjectNode before = databases.get(name);
    after.set("CreateTime", before == null ? null : before.get("CreateTime"));
    databases.put(name, after);
    return JsonCall.newAnswer();
  }

  void delete(String name) {
    databases.remove(name);
  }
}
