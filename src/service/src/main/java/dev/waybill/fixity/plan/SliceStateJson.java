package dev.waybill.fixity.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.alert.StoredJson;
import dev.waybill.fixity.CycleId;
import dev.waybill.fixity.FixityCondition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * JSON of the state of a slice. Prefixes and cycles are lists that the tiles refer to by position,
 * because a leader reads the states of all slices when it begins.
 */
final class SliceStateJson {
  private static final int VERSION = 1;

  private SliceStateJson() {}

  /** Returns the document. */
  static byte[] write(SliceState state) {
    Map<String, Integer> prefixes = new LinkedHashMap<>();
    Map<String, Integer> cycles = new LinkedHashMap<>();
    ObjectNode json = StoredJson.MAPPER.createObjectNode();
    json.put("v", VERSION).put("slice", state.slice());
    ArrayNode tiles = StoredJson.MAPPER.createArrayNode();
    state.tiles().forEach((at, tile) -> tile(tiles.addObject(), at, tile, prefixes, cycles));
    prefixes.keySet().forEach(json.putArray("prefixes")::add);
    cycles.keySet().forEach(json.putArray("cycles")::add);
    json.set("tiles", tiles);
    ArrayNode defects = json.putArray("defects");
    state.defects().forEach(it -> defect(defects.addObject(), it));
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void tile(
      ObjectNode json,
      int at,
      TileState tile,
      Map<String, Integer> prefixes,
      Map<String, Integer> cycles) {
    TilePass pass = tile.pass();
    json.put("t", at).put("c", position(cycles, pass.cycle().name())).put("w", pass.width());
    json.put("a", pass.attempt()).put("at", pass.time().toString()).put("r", tile.requests());
    ArrayNode cells = json.putArray("n");
    for (CoverageCell cell : tile.cells()) {
      ArrayNode values = cells.addArray();
      values.add(position(prefixes, cell.prefix())).add(cell.size().code());
      values.add(cell.versions()).add(cell.bytes()).add(cell.open()).add(cell.archived());
    }
    if (!tile.open().isEmpty()) {
      json.put("open", tile.open().hex());
    }
    if (tile.openCovered() != null) {
      json.put("covered", tile.openCovered().toString());
    }
    if (!tile.notIntact().isEmpty()) {
      ObjectNode counts = json.putObject("not");
      new TreeMap<>(tile.notIntact()).forEach((key, count) -> counts.put(key.label(), count));
    }
  }

  private static int position(Map<String, Integer> list, String value) {
    Integer position = list.putIfAbsent(value, list.size());
    return position == null ? list.size() - 1 : position;
  }

  private static void defect(ObjectNode json, OpenDefect defect) {
    json.put("i", defect.index()).put("c", defect.condition().label());
    json.put("since", defect.since().toString()).put("single", defect.isSingle());
  }

  /**
   * Parses the document of a slice.
   *
   * @throws IllegalArgumentException when the bytes are no state of this slice
   */
  static SliceState read(long slice, byte[] bytes) {
    try {
      JsonNode json = StoredJson.MAPPER.readTree(bytes);
      if (json == null
          || json.path("v").asInt() != VERSION
          || number(json.path("slice")) != slice) {
        throw new IllegalArgumentException("the document is no state of the slice");
      }
      Map<Integer, TileState> tiles = new TreeMap<>();
      json.path("tiles").forEach(it -> tiles.put((int) number(it.path("t")), tile(it, json)));
      List<OpenDefect> defects = new ArrayList<>();
      json.path("defects").forEach(it -> defects.add(defect(it)));
      return new SliceState(slice, tiles, defects);
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException("the document is no state of the slice", e);
    }
  }

  private static TileState tile(JsonNode tile, JsonNode all) {
    TilePass pass =
        new TilePass(
            new CycleId(text(all.path("cycles").path((int) number(tile.path("c"))))),
            (int) number(tile.path("w")),
            (int) number(tile.path("a")),
            StoredJson.time(tile, "at"));
    List<CoverageCell> cells = new ArrayList<>();
    tile.path("n").forEach(it -> cells.add(cell(it, all.path("prefixes"))));
    return new TileState(
        pass,
        tile.has("open") ? EntrySet.ofHex(text(tile.path("open"))) : EntrySet.NONE,
        tile.has("covered") ? Instant.parse(text(tile.path("covered"))) : null,
        counts(tile.path("not")),
        cells,
        number(tile.path("r")));
  }

  private static CoverageCell cell(JsonNode cell, JsonNode prefixes) {
    return new CoverageCell(
        text(prefixes.path((int) number(cell.path(0)))),
        size(text(cell.path(1))),
        (int) number(cell.path(2)),
        number(cell.path(3)),
        (int) number(cell.path(4)),
        (int) number(cell.path(5)));
  }

  private static SizeClass size(String code) {
    return SizeClass.ofCode(code)
        .orElseThrow(() -> new IllegalArgumentException("unknown class of sizes"));
  }

  private static Map<FixityCondition, Integer> counts(JsonNode json) {
    Map<FixityCondition, Integer> counts = new EnumMap<>(FixityCondition.class);
    json.properties()
        .forEach(it -> counts.put(condition(it.getKey()), (int) number(it.getValue())));
    return counts;
  }

  private static OpenDefect defect(JsonNode json) {
    return new OpenDefect(
        number(json.path("i")),
        condition(text(json.path("c"))),
        StoredJson.time(json, "since"),
        json.path("single").asBoolean());
  }

  private static FixityCondition condition(String label) {
    return FixityCondition.ofLabel(label)
        .orElseThrow(() -> new IllegalArgumentException("unknown condition"));
  }

  private static long number(JsonNode value) {
    if (!value.canConvertToLong()) {
      throw new IllegalArgumentException("a number is missing");
    }
    return value.longValue();
  }

  private static String text(JsonNode value) {
    if (!value.isTextual()) {
      throw new IllegalArgumentException("a text is missing");
    }
    return value.textValue();
  }
}
