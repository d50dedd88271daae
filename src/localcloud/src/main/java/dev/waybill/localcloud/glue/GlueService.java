package dev.waybill.localcloud.glue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.localcloud.service.JsonCall;
import dev.waybill.localcloud.service.JsonService;
import dev.waybill.localcloud.service.KeptMap;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.function.Function;

/** Glue's actions on the data catalogue. */
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

  /** Opens, or begins, the catalogue kept in a folder. */
  public static GlueService open(Path folder, String account, Clock clock) throws IOException {
    Databases databases =
        new Databases(
            KeptMap.open(folder.resolve("databases.json"), ObjectNode.class), account, clock);
    KeptMap<ObjectNode> tables = KeptMap.open(folder.resolve("tables.json"), ObjectNode.class);
    return new GlueService(account, databases, new Tables(databases, tables, account, clock));
  }

  @Override
  public String scope() {
    return "glue";
  }

  @Override
  public String invalid() {
    return GlueRefusal.INVALID.code();
  }

  @Override
  public Map<String, Function<JsonCall, ObjectNode>> actions() {
    return actions;
  }

  /** There is one catalogue, the account's. */
  @Override
  public ObjectNode answer(JsonCall call) {
    if (!call.optional("CatalogId").orElse(account).equals(account)) {
      throw GlueRefusal.NOT_FOUND.because("Catalog " + call.text("CatalogId") + " not found.");
    }
    return JsonService.super.answer(call);
  }
}
