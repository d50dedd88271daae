package dev.waybill.localcloud.glue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.localcloud.service.JsonCall;
import dev.waybill.localcloud.service.KeptMap;
import dev.waybill.localcloud.service.Paging;
import java.time.Clock;
import java.util.Locale;

/** Databases: kept as they were put. */
final class Databases {
  private static final Paging PAGING = new Paging("MaxResults", "NextToken", "NextToken", 100);
  private static final int LONGEST = 255;

  private final KeptMap<ObjectNode> databases;
  private final String account;
  private final Clock clock;

  Databases(KeptMap<ObjectNode> databases, String account, Clock clock) {
    this.databases = databases;
    this.account = account;
    this.clock = clock;
  }

  /** A name as Glue keeps it: in small letters. */
  static String name(String name) {
    if (name.isBlank() || name.length() > LONGEST) {
      throw GlueRefusal.INVALID.because("A name has 1 to " + LONGEST + " characters");
    }
    return name.toLowerCase(Locale.ROOT);
  }

  /** The name of a database that exists; EntityNotFoundException when there is none. */
  String existing(String given) {
    String name = name(given);
    if (databases.get(name) == null) {
      throw GlueRefusal.NOT_FOUND.because("Database " + name + " not found.");
    }
    return name;
  }

  ObjectNode create(JsonCall call) {
    ObjectNode database = described(call.structure("DatabaseInput"));
    String name = database.path("Name").asText();
    database.put("CreateTime", clock.instant().getEpochSecond());
    databases.change(
        all -> {
          if (all.putIfAbsent(name, database) != null) {
            throw GlueRefusal.ALREADY_EXISTS.because("Database " + name + " already exists");
          }
          return all;
        });
    return JsonCall.newAnswer();
  }

  private ObjectNode described(ObjectNode input) {
    ObjectNode database = input.deepCopy();
    return database.put("Name", name(input.path("Name").asText())).put("CatalogId", account);
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
    ObjectNode after = described(call.structure("DatabaseInput"));
    if (!after.path("Name").asText().equals(name)) {
      throw GlueRefusal.INVALID.because("A database cannot be renamed");
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
