package dev.waybill.localcloud.athena.hive;

import dev.waybill.localcloud.athena.bridge.PartitionFilter;
import dev.waybill.localcloud.athena.bridge.ResultColumn;
import dev.waybill.localcloud.athena.bridge.SqlFailure;
import dev.waybill.localcloud.athena.bridge.TableEntry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Athena's partition projection: which partitions a table has is computed from its properties. What
 * the filters do not admit is never made.
 */
public final class Projection {
  private static final String TEMPLATE = "storage.location.template";
  private static final Pattern PLACE = Pattern.compile("\\$\\{(\\w+)}");
  private static final int MOST = 1_000_000;

  private final Clock clock;

  public Projection(Clock clock) {
    this.clock = clock;
  }

  /**
   * The partitions that the filters admit; the whole table when it has no partition columns.
   *
   * @throws SqlFailure when a property does not hold, or an injected column is not bound
   */
  public List<PartitionLocation> of(TableEntry table, Map<String, PartitionFilter> filters) {
    if (table.partitions().isEmpty()) {
      return List.of(new PartitionLocation(Map.of(), folder(table.location())));
    }
    if (!"true".equalsIgnoreCase(table.properties().get("projection.enabled"))) {
      // Partitions that are added one by one; the catalogue has none.
      return List.of();
    }
    List<Map<String, String>> partitions = List.of(Map.of());
    for (ResultColumn column : table.partitions()) {
      ProjectedColumn projected = new ProjectedColumn(column.name(), table.properties(), clock);
      partitions = times(partitions, column.name(), projected.values(filters.get(column.name())));
    }
    return partitions.stream().map(it -> new PartitionLocation(it, location(table, it))).toList();
  }

  private static List<Map<String, String>> times(
      List<Map<String, String>> before, String column, List<String> values) {
    if ((long) before.size() * values.size() > MOST) {
      throw new SqlFailure(
          "HIVE_EXCEEDED_PARTITION_LIMIT",
          SqlFailure.Blame.USER,
          0,
          0,
          "the query reads more than " + MOST + " partitions; bind column " + column);
    }
    List<Map<String, String>> after = new ArrayList<>(before.size() * values.size());
    for (Map<String, String> each : before) {
      for (String value : values) {
        Map<String, String> longer = new HashMap<>(each);
        longer.put(column, value);
        after.add(longer);
      }
    }
    return after;
  }

  private static String location(TableEntry table, Map<String, String> values) {
    String template = table.properties().get(TEMPLATE);
    if (template == null) {
      StringBuilder location = new StringBuilder(folder(table.location()));
      table
          .partitions()
          .forEach(
              it ->
                  location.append(it.name()).append('=').append(values.get(it.name())).append('/'));
      return location.toString();
    }
    for (String column : values.keySet()) {
      if (!template.contains("${" + column + "}")) {
        throw ProjectedColumn.invalid(TEMPLATE, "does not name column " + column);
      }
    }
    return folder(PLACE.matcher(template).replaceAll(place -> value(place.group(1), values)));
  }

  private static String value(String column, Map<String, String> values) {
    String value = values.get(column);
    if (value == null) {
      throw ProjectedColumn.invalid(TEMPLATE, "names " + column + ", which is no partition column");
    }
    return Matcher.quoteReplacement(value);
  }

  private static String folder(String location) {
    return location.endsWith("/") ? location : location + "/";
  }
}
