package dev.waybill.localcloud.glue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.localcloud.service.DurableMap;
import dev.waybill.localcloud.service.JsonCall;
import dev.waybill.localcloud.service.JsonService;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.function.Function;

/** Glue actions on the data catalogue. */
public final class GlueService implements JsonService {
  private final String account;
  private final Map<String, Function<JsonCall, ObjectNode>> actions;

  private GlueService(String account, Databases databases, Tables tables) {
    this.account = account;
    this.actions =
        Map.ofEntries(
            Map.entry("CreateDatabase", databases::create),
            Map.entry("GetDatabase", databases::get),
            Map.entry("GetDatabases", databases::list),
            Map.entry("UpdateDatabase", databases::update),
            Map.entry("DeleteDatabase", tables::deleteDatabase),
            Map.entry("CreateTable", tables::create),
            Map.entry("GetTable", tables::get),
            Map.entry("GetTables", tables::list),
            Map.entry("UpdateTable", tables::update),
            Map.entry("DeleteTable", tables::delete),
            Map.entry("GetPartitions", tables::partitions));
  }

  /** Opens the catalogue stored in a folder. A new folder has no databases. */
  public static GlueService open(Path folder, String account, Clock clock) throws IOException {
    Databases databases =
        new Databases(
            DurableMap.open(folder.resolve("databases.json"), ObjectNode.class), account, clock);
    DurableMap<ObjectNode> tables =
        DurableMap.open(folder.resolve("tables.json"), ObjectNode.class);
    return new GlueService(account, databases, new Tables(databases, tables, account, clock));
  }

  @Override
  public String scope() {
    return "glue";
  }

  @Override
  public String invalidInputCode() {
    return GlueErrorCode.INVALID.code();
  }

  @Override
  public Map<String, Function<JsonCall, ObjectNode>> actions() {
    return actions;
  }

  /** Answers a call on the account's catalogue, which is the only one. */
  @Override
  public ObjectNode answer(JsonCall call) {
    if (!call.optional("CatalogId").orElse(account).equals(account)) {
      throw GlueErrorCode.NOT_FOUND.error("Catalog " + call.text("CatalogId") + " not found.");
    }
    return JsonService.super.answer(call);
  }
}
