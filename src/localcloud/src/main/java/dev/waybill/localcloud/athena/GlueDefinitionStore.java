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
 * Definition store in the local Glue.
 *
 * @param glue the local Glue
 * @param caller the principal of the calls to Glue
 */
record GlueDefinitionStore(GlueService glue, Principal caller) implements DefinitionStore {
  private static final String NOT_FOUND = "EntityNotFoundException";

  @Override
  public List<String> databases() {
    return listAll("GetDatabases", JsonCall.newAnswer(), "DatabaseList").stream()
        .map(it -> it.path("Name").asText())
        .toList();
  }

  @Override
  public List<ObjectNode> tables(String database) {
    try {
      return listAll("GetTables", input(database), "TableList");
    } catch (JsonError e) {
      requireNotFound(e);
      return List.of();
    }
  }

  @Override
  public Optional<ObjectNode> table(String database, String name) {
    try {
      ObjectNode answer = call("GetTable", input(database).put("Name", name));
      return Optional.of(answer.withObject("/Table"));
    } catch (JsonError e) {
      requireNotFound(e);
      return Optional.empty();
    }
  }

  private static void requireNotFound(JsonError error) {
    if (!error.code().equals(NOT_FOUND)) {
      throw error;
    }
  }

  @Override
  public void createDatabase(ObjectNode input) {
    ObjectNode request = JsonCall.newAnswer();
    request.set("DatabaseInput", input);
    ObjectNode unused = call("CreateDatabase", request);
  }

  @Override
  public void deleteDatabase(String name) {
    ObjectNode unused = call("DeleteDatabase", JsonCall.newAnswer().put("Name", name));
  }

  @Override
  public void put(String database, ObjectNode input) {
    boolean exists = table(database, input.path("Name").asText()).isPresent();
    ObjectNode request = input(database);
    request.set("TableInput", input);
    ObjectNode unused = call(exists ? "UpdateTable" : "CreateTable", request);
  }

  @Override
  public void delete(String database, String name) {
    ObjectNode unused = call("DeleteTable", input(database).put("Name", name));
  }

  private static ObjectNode input(String database) {
    return JsonCall.newAnswer().put("DatabaseName", database);
  }

  private List<ObjectNode> listAll(String action, ObjectNode input, String list) {
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
