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
 * Athena's partition projection, which computes a table's partitions from its properties.
 * Partitions that the filters reject are not generated.
 */
public final class Projection {
  private static final String TEMPLATE = "storage.location.template";
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(\\w+)}");
  private static final int MAX_PARTITIONS = 1_000_000;

  private final Clock clock;

  public Projection(Clock clock) {
    this.clock = clock;
  }

  /**
   * Returns the partitions that the filters accept, or the whole table if it has no partition
   * columns.
   *
   * @throws SqlFailure if a property is invalid or an injected column has no listed values
   */
  public List<PartitionLocation> partitions(
      TableEntry table, Map<String, PartitionFilter> filters) {
    if (table.partitions().isEmpty()) {
      return List.of(new PartitionLocation(Map.of(), folder(table.location())));
    }
    if (!"true".equalsIgnoreCase(table.properties().get("projection.enabled"))) {
      // Without projection, partitions would be added one by one, which the catalogue does not
      // support.
      return List.of();
    }
    List<Map<String, String>> partitions = List.of(Map.of());
    for (ResultColumn column : table.partitions()) {
      ProjectedColumn projected = new ProjectedColumn(column.name(), table.properties(), clock);
      partitions = product(partitions, column.name(), projected.values(filters.get(column.name())));
    }
    return partitions.stream().map(it -> new PartitionLocation(it, location(table, it))).toList();
  }

  private static List<Map<String, String>> product(
      List<Map<String, String>> before, String column, List<String> values) {
    if ((long) before.size() * values.size() > MAX_PARTITIONS) {
      throw new SqlFailure(
          "HIVE_EXCEEDED_PARTITION_LIMIT",
          SqlFailure.Kind.USER,
          0,
          0,
          "The query reads more than "
              + MAX_PARTITIONS
              + " partitions; restrict the column "
              + column);
    }
    List<Map<String, String>> after = new ArrayList<>(before.size() * values.size());
    for (Map<String, String> each : before) {
      for (String value : values) {
        Map<String, String> extended = new HashMap<>(each);
        extended.put(column, value);
        after.add(extended);
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
        throw ProjectedColumn.invalid(TEMPLATE, "must contain the column " + column);
      }
    }
    return folder(PLACEHOLDER.matcher(template).replaceAll(place -> value(place.group(1), values)));
  }

  private static String value(String column, Map<String, String> values) {
    String value = values.get(column);
    if (value == null) {
      throw ProjectedColumn.invalid(
          TEMPLATE, "names " + column + ", which is not a partition column");
    }
    return Matcher.quoteReplacement(value);
  }

  private static String folder(String location) {
    return location.endsWith("/") ? location : location + "/";
  }
}
