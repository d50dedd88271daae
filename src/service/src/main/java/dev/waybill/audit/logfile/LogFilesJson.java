package dev.waybill.audit.logfile;

import static dev.waybill.alert.StoredJson.text;
import static dev.waybill.alert.StoredJson.time;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.alert.StoredJson;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Stored format of the result of inspections: JSON in UTF-8. */
public final class LogFilesJson {
  private static final int VERSION = 1;

  private LogFilesJson() {}

  /** Returns the bytes to store. */
  public static byte[] of(LogFilesState state) {
    ObjectNode json = StoredJson.MAPPER.createObjectNode();
    json.put("version", VERSION);
    ObjectNode checked = json.putObject("checked");
    state.checked().forEach((day, versions) -> checked.put(day, encoded(versions)));
    ArrayNode unread = json.putArray("unread");
    state.unread().forEach(it -> put(unread.addObject(), it));
    ArrayNode mended = json.putArray("mended");
    state.mended().forEach(it -> put(mended.addObject(), it));
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String encoded(Set<Long> versions) {
    ByteBuffer bytes = ByteBuffer.allocate(versions.size() * Long.BYTES);
    versions.forEach(bytes::putLong);
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  private static void put(ObjectNode json, UnreadFile file) {
    LogObject object = file.object();
    LogPartition partition = object.partition();
    json.put("account", partition.account()).put("region", partition.region());
    json.put("day", partition.day()).put("prefix", partition.prefix());
    json.put("key", object.key()).put("uri", object.uri()).put("etag", object.eTag());
    json.put("size", object.size()).put("modified", object.modified().toString());
    json.put("since", file.since().toString()).put("sha256", file.sha256());
    json.put("copy", file.copy()).put("reported", file.reported());
    LogFileContent content = file.content();
    ObjectNode faults = json.putObject("faults");
    content.faults().forEach((fault, count) -> faults.put(fault.name(), count));
    json.put("records", content.records()).put("lost", content.lost());
    json.put("complete", content.complete());
    put(json, "from", content.from());
    put(json, "until", content.until());
  }

  private static void put(ObjectNode json, String name, @Nullable Instant time) {
    if (time != null) {
      json.put(name, time.toString());
    }
  }

  private static void put(ObjectNode json, MendedLog file) {
    json.put("uri", file.uri()).put("day", file.day()).put("at", file.at().toString());
    json.put("from", file.from().toString()).put("until", file.until().toString());
    json.put("readable", file.readable()).put("reported", file.reported());
  }

  /**
   * Reads a stored state.
   *
   * @throws IllegalArgumentException when the bytes are not a state of this version
   */
  public static LogFilesState read(byte[] bytes) {
    return StoredJson.read(bytes, VERSION, "a result of inspections", LogFilesJson::state);
  }

  private static LogFilesState state(JsonNode json) {
    Map<String, Set<Long>> checked = new TreeMap<>();
    JsonNode days = json.path("checked");
    days.properties().forEach(it -> checked.put(it.getKey(), decoded(text(days, it.getKey()))));
    List<UnreadFile> unread = new ArrayList<>();
    json.path("unread").forEach(it -> unread.add(unread(it)));
    List<MendedLog> mended = new ArrayList<>();
    json.path("mended").forEach(it -> mended.add(mended(it)));
    return new LogFilesState(checked, unread, mended);
  }

  private static Set<Long> decoded(String base64) {
    ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(base64));
    Set<Long> versions = new TreeSet<>();
    while (bytes.remaining() >= Long.BYTES) {
      versions.add(bytes.getLong());
    }
    return versions;
  }

  private static UnreadFile unread(JsonNode json) {
    LogPartition partition =
        new LogPartition(
            text(json, "account"), text(json, "region"), text(json, "day"), text(json, "prefix"));
    LogObject object =
        new LogObject(
            partition,
            text(json, "key"),
            text(json, "uri"),
            text(json, "etag"),
            json.path("size").asLong(),
            time(json, "modified"));
    EnumMap<LogFault, Integer> faults = new EnumMap<>(LogFault.class);
    json.path("faults")
        .properties()
        .forEach(it -> faults.put(LogFault.valueOf(it.getKey()), it.getValue().asInt()));
    LogFileContent content =
        new LogFileContent(
            faults,
            json.path("records").asLong(),
            json.path("lost").asLong(),
            json.path("complete").asBoolean(),
            optional(json, "from"),
            optional(json, "until"));
    return new UnreadFile(
        object,
        time(json, "since"),
        text(json, "sha256"),
        content,
        text(json, "copy"),
        json.path("reported").asBoolean());
  }

  private static @Nullable Instant optional(JsonNode json, String name) {
    return json.hasNonNull(name) ? time(json, name) : null;
  }

  private static MendedLog mended(JsonNode json) {
    return new MendedLog(
        text(json, "uri"),
        text(json, "day"),
        time(json, "at"),
        time(json, "from"),
        time(json, "until"),
        json.path("readable").asBoolean(),
        json.path("reported").asBoolean());
  }
}
