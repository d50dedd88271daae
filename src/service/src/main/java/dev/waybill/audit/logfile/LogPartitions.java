package dev.waybill.audit.logfile;

import dev.waybill.baseline.schema.TableScript;
import java.util.ArrayList;
import java.util.List;

/**
 * Partitions of the table of logs, as the projection in its script has them.
 *
 * @param bucket bucket of the logs
 * @param template keys with the placeholders of Athena
 */
public record LogPartitions(
    String bucket, String template, List<String> accounts, List<String> regions) {
  private static final String SCHEME = "s3://";

  public LogPartitions {
    accounts = List.copyOf(accounts);
    regions = List.copyOf(regions);
  }

  /** Reads the partitions of a table. */
  public static LogPartitions of(TableScript table) {
    String location =
        table.properties().getOrDefault("storage.location.template", table.location());
    String path = location.substring(SCHEME.length());
    int slash = path.indexOf('/');
    return new LogPartitions(
        path.substring(0, slash),
        path.substring(slash + 1),
        values(table, "account"),
        values(table, "region"));
  }

  private static List<String> values(TableScript table, String column) {
    String values = table.properties().getOrDefault("projection." + column + ".values", "");
    return List.of(java.util.regex.Pattern.compile("\\s*,\\s*").split(values, 0));
  }

  /** Returns the partitions of a day. */
  List<LogPartition> of(String day) {
    List<LogPartition> partitions = new ArrayList<>();
    for (String account : accounts) {
      for (String region : regions) {
        String prefix =
            template
                .replace("${account}", account)
                .replace("${region}", region)
                .replace("${day}", day);
        partitions.add(
            new LogPartition(account, region, day, prefix.endsWith("/") ? prefix : prefix + "/"));
      }
    }
    return partitions;
  }
}
