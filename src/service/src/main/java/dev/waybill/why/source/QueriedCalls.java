package dev.waybill.why.source;

import dev.waybill.audit.Window;
import dev.waybill.audit.catalog.WindowedSql;
import dev.waybill.audit.run.InspectedLogs;
import dev.waybill.record.object.Sha256;
import dev.waybill.settings.HomeFolder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Calls by the query of {@code sql/why}. The query compares the SHA-256 of keys, so that no key is
 * ever a part of a statement or of its parameters.
 */
public final class QueriedCalls implements CallSource {
  /** Limit of the events, which the query has as well. */
  static final int MAX_CALLS = 2000;

  private static final String FOLDER = "sql/why";
  private static final String FILE = FOLDER + "/events.sql";
  private static final int MAX_TEXT = 1000;

  private final CallQuery athena;
  private final WindowedSql query;
  private final Map<String, String> deployment;
  private final Supplier<InspectedLogs> files;

  /**
   * @param query the query of the events
   * @param deployment the values of the deployment that the query names
   * @param files returns the log files as they were last inspected
   */
  public QueriedCalls(
      CallQuery athena,
      WindowedSql query,
      Map<String, String> deployment,
      Supplier<InspectedLogs> files) {
    this.athena = athena;
    this.query = query;
    this.deployment = Map.copyOf(deployment);
    this.files = files;
  }

  /**
   * Reads the query from the home directory, or the one that is packaged with the program.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static WindowedSql query(Path home) {
    String sql = new HomeFolder(home, FOLDER).files(".sql").get(FILE);
    if (sql == null) {
      throw new IllegalArgumentException(FILE + " is missing; restore it, or remove " + FOLDER);
    }
    return new WindowedSql(FILE, sql);
  }

  @Override
  public Calls calls(StoryKeys keys, Instant from, Instant until) throws InterruptedException {
    Window window = new Window(from, until, until);
    InspectedLogs inspected = files.get();
    List<ObjectCall> calls = new ArrayList<>();
    long scanned = 0;
    for (String bucket : new TreeSet<>(List.of(keys.bucket(), keys.promotedBucket()))) {
      scanned += ask(bucket, inspected, window, keys, calls);
    }
    List<String> gaps = new ArrayList<>();
    if (scanned == 0) {
      gaps.add("the query read no file: is the trail delivering?");
    }
    if (calls.size() >= MAX_CALLS) {
      gaps.add("only the newest " + MAX_CALLS + " events are told; a shorter --since tells others");
    }
    inspected.unread(window).ifPresent(gaps::add);
    return new Calls(calls, gaps);
  }

  private long ask(
      String bucket, InspectedLogs inspected, Window window, StoryKeys keys, List<ObjectCall> calls)
      throws InterruptedException {
    Map<String, String> values = new HashMap<>(deployment);
    values.put("raw.bucket", bucket);
    List<String> all = keys.all();
    return athena.ask(
        inspected.readable(query.bind(window, values), window),
        List.of(parameter(all.get(0)), parameter(last(all))),
        row -> add(row, bucket, keys, calls));
  }

  private static String last(List<String> keys) {
    return keys.get(keys.size() - 1);
  }

  private static String parameter(String key) {
    return "'" + Sha256.hash(key).hex() + "'";
  }

  private static void add(
      Map<String, String> row, String bucket, StoryKeys keys, List<ObjectCall> calls) {
    String key = text(row, "object_key");
    if (keys.has(key) && keys.bucket(key).equals(bucket)) {
      calls.add(
          new ObjectCall(
              cut(text(row, "event_id")),
              Instant.ofEpochMilli(Long.parseLong(text(row, "event_millis"))),
              cut(text(row, "event_name")),
              key,
              row.get("version_id"),
              cut(text(row, "principal")),
              Boolean.parseBoolean(text(row, "is_service")),
              row.containsKey("source_ip") ? cut(text(row, "source_ip")) : null,
              row.containsKey("error_code") ? cut(text(row, "error_code")) : null));
    }
  }

  private static String cut(String text) {
    return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "…";
  }

  private static String text(Map<String, String> row, String column) {
    String value = row.get(column);
    if (value == null) {
      throw new IllegalStateException("a row of the events has no " + column);
    }
    return value;
  }
}
