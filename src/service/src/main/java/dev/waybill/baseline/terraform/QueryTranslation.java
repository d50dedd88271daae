package dev.waybill.baseline.terraform;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Translation of the Athena workgroup and the Glue catalogue. */
final class QueryTranslation {
  private QueryTranslation() {}

  static void workgroup(UnreadProperties properties, ObjectNode block) {
    properties.move("Name", block, "name");
    properties.move("Description", block, "description");
    UnreadProperties configuration = properties.object("WorkGroupConfiguration");
    ObjectNode inner = block.putObject("configuration");
    configuration.move("EnforceWorkGroupConfiguration", inner, "enforce_workgroup_configuration");
    configuration.move(
        "PublishCloudWatchMetricsEnabled", inner, "publish_cloudwatch_metrics_enabled");
    configuration.move("BytesScannedCutoffPerQuery", inner, "bytes_scanned_cutoff_per_query");
    UnreadProperties result = configuration.object("ResultConfiguration");
    ObjectNode results = inner.putObject("result_configuration");
    result.move("OutputLocation", results, "output_location");
    UnreadProperties encryption = result.object("EncryptionConfiguration");
    ObjectNode encrypted = results.putObject("encryption_configuration");
    encryption.move("EncryptionOption", encrypted, "encryption_option");
    encryption.move("KmsKey", encrypted, "kms_key_arn");
  }

  static void database(UnreadProperties properties, ObjectNode block) {
    properties.move("CatalogId", block, "catalog_id");
    properties.object("DatabaseInput").move("Name", block, "name");
  }

  static void table(UnreadProperties properties, ObjectNode block) {
    properties.move("CatalogId", block, "catalog_id");
    properties.move("DatabaseName", block, "database_name");
    UnreadProperties input = properties.object("TableInput");
    input.move("Name", block, "name");
    input.move("TableType", block, "table_type");
    input.move("Parameters", block, "parameters");
    input.move("ViewOriginalText", block, "view_original_text");
    input.move("ViewExpandedText", block, "view_expanded_text");
    columns(input.list("PartitionKeys"), "partition_keys", block);
    storage(input.object("StorageDescriptor"), block.putObject("storage_descriptor"));
  }

  private static void storage(UnreadProperties storage, ObjectNode block) {
    columns(storage.list("Columns"), "columns", block);
    storage.move("Location", block, "location");
    storage.move("InputFormat", block, "input_format");
    storage.move("OutputFormat", block, "output_format");
    if (storage.has("SerdeInfo")) {
      UnreadProperties serde = storage.object("SerdeInfo");
      ObjectNode inner = block.putObject("ser_de_info");
      serde.move("SerializationLibrary", inner, "serialization_library");
      serde.move("Parameters", inner, "parameters");
    }
  }

  private static void columns(List<UnreadProperties> columns, String argument, ObjectNode block) {
    ArrayNode blocks = block.putArray(argument);
    for (UnreadProperties column : columns) {
      ObjectNode inner = blocks.addObject();
      column.move("Name", inner, "name");
      column.move("Type", inner, "type");
    }
  }
}
