package dev.waybill.localcloud.inventory;

import dev.waybill.localcloud.store.Bucket;
import dev.waybill.localcloud.store.ListedVersion;
import dev.waybill.localcloud.store.VersionPage;
import dev.waybill.localcloud.store.VersionQuery;
import java.time.Instant;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a report, in the order of a listing.
 *
 * @param bucket the bucket to list
 * @param definition the configuration of the report
 * @param until the time of the newest version that is listed
 */
record InventoryRows(Bucket bucket, InventoryDefinition definition, Instant until) {
  private static final int PAGE_SIZE = 1000;

  /** Returns the schema of the rows as a manifest states it. */
  static String schema(InventoryDefinition definition) {
    StringJoiner names = new StringJoiner(", ").add("Bucket");
    InventoryField.of(definition).forEach(field -> names.add(field.text()));
    return names.toString();
  }

  /** Gives each row, without a line break, to a consumer. */
  void forEach(Consumer<String> rows) {
    List<InventoryField> fields = InventoryField.of(definition);
    String prefix = definition.filter() == null ? "" : definition.filter();
    String key = "";
    @Nullable String id = null;
    VersionPage page;
    do {
      page = bucket.listVersions(new VersionQuery(prefix, null, key, id, PAGE_SIZE));
      page.versions().stream()
          .filter(this::isIncluded)
          .forEach(listed -> rows.accept(row(listed, fields)));
      key = page.nextKeyMarker() == null ? "" : page.nextKeyMarker();
      id = page.nextVersionIdMarker();
    } while (page.truncated());
  }

  private boolean isIncluded(ListedVersion listed) {
    boolean selected =
        definition.allVersions() || (listed.latest() && !listed.version().deleteMarker());
    return selected && !listed.version().lastModified().isAfter(until);
  }

  private String row(ListedVersion listed, List<InventoryField> fields) {
    StringJoiner row = new StringJoiner(",").add(quoted(bucket.name()));
    fields.forEach(field -> row.add(quoted(field.of(listed))));
    return row.toString();
  }

  private static String quoted(String value) {
    return '"' + value.replace("\"", "\"\"") + '"';
  }
}
