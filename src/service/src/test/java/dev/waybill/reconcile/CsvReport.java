package dev.waybill.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.testing.CloudUnderTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import software.amazon.awssdk.services.s3.model.InventoryFormat;
import software.amazon.awssdk.services.s3.model.InventoryFrequency;
import software.amazon.awssdk.services.s3.model.InventoryIncludedObjectVersions;
import software.amazon.awssdk.services.s3.model.InventoryOptionalField;

/** Report of S3 Inventory as CSV that the local cloud delivers, as lines of JSON of its texts. */
final class CsvReport {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Columns of Athena's table by the columns of a report, where the names differ. */
  private static final Map<String, String> COLUMNS =
      Map.of(
          "versionid", "version_id",
          "islatest", "is_latest",
          "isdeletemarker", "is_delete_marker",
          "lastmodifieddate", "last_modified_date",
          "etag", "e_tag",
          "storageclass", "storage_class");

  private final CloudUnderTest cloud;
  private final String reports;

  CsvReport(CloudUnderTest cloud) {
    this.cloud = cloud;
    reports = cloud.uniqueName("reports");
    cloud.s3().createBucket(it -> it.bucket(reports));
    cloud
        .s3()
        .putBucketPolicy(
            it ->
                it.bucket(reports)
                    .policy(
                        """
                        {"Statement": [{"Effect": "Allow", "Action": "s3:PutObject",
                          "Principal": {"Service": "s3.amazonaws.com"},
                          "Resource": "arn:aws:s3:::%s/*"}]}
                        """
                            .formatted(reports)));
  }

  /** Delivers a report of all versions of a bucket. */
  String lines(String bucket) {
    cloud
        .s3()
        .putBucketInventoryConfiguration(
            it ->
                it.bucket(bucket)
                    .id("daily")
                    .inventoryConfiguration(
                        to ->
                            to.id("daily")
                                .isEnabled(true)
                                .includedObjectVersions(InventoryIncludedObjectVersions.ALL)
                                .optionalFields(
                                    InventoryOptionalField.SIZE,
                                    InventoryOptionalField.LAST_MODIFIED_DATE,
                                    InventoryOptionalField.E_TAG,
                                    InventoryOptionalField.STORAGE_CLASS)
                                .schedule(each -> each.frequency(InventoryFrequency.DAILY))
                                .destination(
                                    place ->
                                        place.s3BucketDestination(
                                            into ->
                                                into.bucket("arn:aws:s3:::" + reports)
                                                    .format(InventoryFormat.CSV)))));
    try {
      JsonNode manifest = JSON.readTree(read(cloud.deliverInventory(bucket, "daily")));
      StringBuilder lines = new StringBuilder();
      for (JsonNode file : manifest.path("files")) {
        rows(read(file.path("key").asText()), manifest.path("fileSchema").asText(), lines);
      }
      return lines.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every field of a row is quoted, and none holds a quote: keys are URL encoded. */
  private static void rows(byte[] gzip, String schema, StringBuilder lines) throws IOException {
    List<String> names = List.of(schema.toLowerCase(Locale.ROOT).split(", ", -1));
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      for (String row : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", 0)) {
        String[] fields = row.substring(1, row.length() - 1).split("\",\"", -1);
        ObjectNode json = JSON.createObjectNode();
        for (int i = 0; i < fields.length; i++) {
          json.put(COLUMNS.getOrDefault(names.get(i), names.get(i)), fields[i]);
        }
        lines.append(json).append('\n');
      }
    }
  }

  private byte[] read(String key) {
    return cloud.s3().getObjectAsBytes(it -> it.bucket(reports).key(key)).asByteArray();
  }
}
