package dev.waybill.baseline.schema;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.TableInput;

/**
 * Tables and views of {@code sql/schema} as entries of the Glue catalogue.
 *
 * @param scripts scripts in the order of their numbers
 * @param database database that contains the tables of the views
 */
public record CatalogTables(List<SchemaScript> scripts, String database) {
  public CatalogTables {
    scripts = List.copyOf(scripts);
  }

  /** Returns the catalogue entry of one script. */
  public TableInput of(SchemaScript script) {
    return script instanceof TableScript table ? table(table) : view((ViewScript) script);
  }

  private static TableInput table(TableScript script) {
    Map<String, String> parameters = new TreeMap<>(script.properties());
    parameters.put("EXTERNAL", "TRUE");
    return TableInput.builder()
        .name(script.name())
        .tableType("EXTERNAL_TABLE")
        .parameters(parameters)
        .partitionKeys(columns(script.partitions()))
        .storageDescriptor(
            StorageDescriptor.builder()
                .columns(columns(script.columns()))
                .location(script.location())
                .inputFormat(script.inputFormat())
                .outputFormat(script.outputFormat())
                .serdeInfo(
                    it ->
                        it.serializationLibrary(script.serde())
                            .parameters(Map.of("serialization.format", "1")))
                .build())
        .build();
  }

  private TableInput view(ViewScript script) {
    return TableInput.builder()
        .name(script.name())
        .tableType("VIRTUAL_VIEW")
        .parameters(new TreeMap<>(Map.of("presto_view", "true", "comment", "Presto View")))
        .viewOriginalText(script.presto(database))
        .viewExpandedText("/* Presto View */")
        .partitionKeys(List.of())
        .storageDescriptor(
            StorageDescriptor.builder().columns(columns(script.hiveColumns())).location("").build())
        .build();
  }

  private static List<Column> columns(Map<String, String> types) {
    return types.entrySet().stream()
        .map(it -> Column.builder().name(it.getKey()).type(it.getValue()).build())
        .toList();
  }
}
