package dev.waybill.localcloud.athena;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.localcloud.glue.GlueService;
import dev.waybill.localcloud.service.JsonCall;
import dev.waybill.localcloud.service.JsonError;
import dev.waybill.localcloud.wire.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The definitions in the local Glue.
 *
 * @param caller whose doing it is
 */
record GlueDefinitions(GlueService glue, Principal caller) implements Definitions {
  private static final String NOT_FOUND = "EntityNotFoundException";

  @Override
  public List<String> databases() {
    return pages("GetDatabases", JsonCall.newAnswer(), "DatabaseList").stream()
        .map(it -> it.path("Name").asText())
        .toList();
  }

  @Override
  public List<ObjectNode> tables(String database) {
    try {
      return pages("GetTables", in(database), "TableList");
    } catch (JsonError e) {
      requireMissing(e);
      return List.of();
    }
  }

  @Override
  public Optional<ObjectNode> table(String database, String name) {
    try {
      ObjectNode answer = call("GetTable", in(database).put("Name", name));
      return Optional.of(answer.withObject("/Table"));
    } catch (JsonError e) {
      requireMissing(e);
      return Optional.empty();
    }
  }

  private static void requireMissing(JsonError refusal) {
    if (!refusal.code().equals(NOT_FOUND)) {
      throw refusal;
    }
  }

  @Override
  public void createDatabase(ObjectNode input) {
    ObjectNode asked = JsonCall.newAnswer();
    asked.set("DatabaseInput", input);
    ObjectNode unused = call("CreateDatabase", asked);
  }

  @Override
  public void deleteDatabase(String name) {
    ObjectNode unused = call("DeleteDatabase", JsonCall.newAnswer().put("Name", name));
  }

  @Override
  public void put(String database, ObjectNode input) {
    boolean there = table(database, input.path("Name").asText()).isPresent();
    ObjectNode asked = in(database);
    asked.set("TableInput", input);
    ObjectNode unused = call(there ? "UpdateTable" : "CreateTable", asked);
  }

  @Override
  public void delete(String database, String name) {
    ObjectNode unused = call("DeleteTable", in(database).put("Name", name));
  }

  private static ObjectNode in(String database) {
    return JsonCall.newAnswer().put("DatabaseName", database);
  }

  private List<ObjectNode> pages(String action, ObjectNode input, String list) {
    List<ObjectNode> all = new ArrayList<>();
    for (; ; ) {
      ObjectNode page = call(action, input);
      page.path(list).forEach(it -> all.add((ObjectNode) it));
      JsonNode next = page.path("NextToken");
      if (next.isMissingNode()) {
        return all;
      }
      input.set("NextToken", next);
    }
  }

  private ObjectNode call(String action, ObjectNode input) {
    return glue.answer(new JsonCall(action, input, caller, glue.invalidInputCode()));
  }
}
