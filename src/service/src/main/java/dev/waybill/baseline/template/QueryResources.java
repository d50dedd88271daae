package dev.waybill.baseline.template;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.baseline.desired.BaselineConstants;
import dev.waybill.baseline.desired.Deployment;
import dev.waybill.baseline.schema.CatalogTables;
import dev.waybill.baseline.schema.SchemaScript;
import dev.waybill.baseline.schema.SchemaScripts;
import dev.waybill.baseline.schema.TableScript;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.TableInput;

/** CloudFormation resources of the Athena workgroup and the Glue catalogue. */
final class QueryResources {
  private final Deployment d;
  private final ObjectNode resources;

  QueryResources(Deployment d, ObjectNode resources) {
    this.d = d;
    this.resources = resources;
  }

  void add(SchemaScripts scripts) {
    workgroup();
    String database = d.settings().audit().database();
    ObjectNode catalog =
        Template.resource(resources, "Database", "AWS::Glue::Database").putObject("Properties");
    catalog.put("CatalogId", d.account()).putObject("DatabaseInput").put("Name", database);
    CatalogTables tables = new CatalogTables(List.copyOf(scripts.all().values()), database);
    tables.scripts().forEach(it -> table(id(it), tables.of(it)));
  }

  /**
   * Returns the resource name, such as {@code CloudtrailLogsTable}; CloudFormation allows only
   * letters and digits.
   */
  private static String id(SchemaScript script) {
    String words =
        Arrays.stream(script.name().split("_", -1))
            .filter(it -> !it.isEmpty())
            .map(it -> it.substring(0, 1).toUpperCase(Locale.ROOT) + it.substring(1))
            .collect(Collectors.joining());
    return words + (script instanceof TableScript ? "Table" : "View");
  }

  private void workgroup() {
    var audit = d.settings().audit();
    ObjectNode properties =
        Template.resource(resources, "Workgroup", "AWS::Athena::WorkGroup").putObject("Properties");
    properties
        .put("Name", audit.workgroup())
        .put("Description", BaselineConstants.WORKGROUP_DESCRIPTION);
    ObjectNode configuration = properties.putObject("WorkGroupConfiguration");
    configuration
        .put("EnforceWorkGroupConfiguration", true)
        .put("PublishCloudWatchMetricsEnabled", true)
        .put("BytesScannedCutoffPerQuery", audit.scanLimit());
    configuration
        .putObject("ResultConfiguration")
        .put("OutputLocation", audit.results())
        .putObject("EncryptionConfiguration")
        .put("EncryptionOption", "SSE_KMS")
        .put("KmsKey", d.keyArn());
  }

  private void table(String id, TableInput table) {
    ObjectNode properties =
        Template.resource(resources, id, "AWS::Glue::Table").putObject("Properties");
    properties.put("CatalogId", d.account()).set("DatabaseName", Template.ref("Database"));
    ObjectNode input = properties.putObject("TableInput");
    input.put("Name", table.name()).put("TableType", table.tableType());
    ObjectNode parameters = input.putObject("Parameters");
    table.parameters().forEach(parameters::put);
    if (table.viewOriginalText() != null) {
      input.put("ViewOriginalText", table.viewOriginalText());
      input.put("ViewExpandedText", table.viewExpandedText());
    }
    columns(input.putArray("PartitionKeys"), table.partitionKeys());
    storage(input.putObject("StorageDescriptor"), table.storageDescriptor());
  }

  private static void storage(ObjectNode into, StorageDescriptor storage) {
    columns(into.putArray("Columns"), storage.columns());
    into.put("Location", storage.location());
    if (storage.serdeInfo() != null) {
      into.put("InputFormat", storage.inputFormat());
      into.put("OutputFormat", storage.outputFormat());
      ObjectNode serde = into.putObject("SerdeInfo");
      serde.put("SerializationLibrary", storage.serdeInfo().serializationLibrary());
      ObjectNode parameters = serde.putObject("Parameters");
      storage.serdeInfo().parameters().forEach(parameters::put);
    }
  }

  private static void columns(ArrayNode into, List<Column> columns) {
    columns.forEach(it -> into.addObject().put("Name", it.name()).put("Type", it.type()));
  }
}
