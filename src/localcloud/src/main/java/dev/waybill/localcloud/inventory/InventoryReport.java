package dev.waybill.localcloud.inventory;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.localcloud.store.Bucket;
import dev.waybill.localcloud.store.NewVersion;
import dev.waybill.localcloud.store.StagedContent;
import dev.waybill.localcloud.store.WriteCondition;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Report in the bucket that a configuration names: the files, the manifests and the checksum of the
 * manifest, in that order.
 *
 * @param source the name of the listed bucket
 * @param destination the bucket to write to
 * @param start the time at which the scan of the bucket began
 */
record InventoryReport(
    String source, Bucket destination, InventoryDefinition definition, Instant start) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter FOLDER = utc("yyyy-MM-dd'T'HH-mm'Z'");
  private static final DateTimeFormatter PARTITION = utc("yyyy-MM-dd-HH-mm");
  private static final String SSE = "x-amz-server-side-encryption";

  private static DateTimeFormatter utc(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.US).withZone(ZoneOffset.UTC);
  }

  /** Writes the report and returns the key of its manifest. */
  String write(List<String> rows, int rowsPerFile) throws IOException {
    String location = definition.location(source);
    ObjectNode manifest = manifest();
    ArrayNode files = manifest.putArray("files");
    StringJoiner links = new StringJoiner("\n");
    for (int i = 0; i < rows.size(); i += rowsPerFile) {
      String key = location + "data/" + UUID.randomUUID() + ".csv.gz";
      byte[] file = gzip(rows.subList(i, Math.min(rows.size(), i + rowsPerFile)));
      put(key, file, "application/x-gzip");
      files.addObject().put("key", key).put("size", file.length).put("MD5checksum", md5(file));
      links.add("s3://" + destination.name() + "/" + key);
    }
    putText(location + "hive/dt=" + PARTITION.format(start) + "/symlink.txt", links.toString());
    String folder = location + FOLDER.format(start);
    byte[] text = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest);
    put(folder + "/manifest.json", text, "application/json");
    putText(folder + "/manifest.checksum", md5(text));
    return folder + "/manifest.json";
  }

  private ObjectNode manifest() {
    return JSON.createObjectNode()
        .put("sourceBucket", source)
        .put("destinationBucket", definition.destination().bucketArn())
        .put("version", "2016-11-30")
        .put("creationTimestamp", Long.toString(start.toEpochMilli()))
        .put("fileFormat", definition.destination().format())
        .put("fileSchema", InventoryRows.schema(definition));
  }

  private static byte[] gzip(List<String> rows) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      for (String row : rows) {
        out.write((row + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  private void putText(String key, String text) throws IOException {
    put(key, text.getBytes(StandardCharsets.UTF_8), "text/plain");
  }

  private void put(String key, byte[] bytes, String type) throws IOException {
    StagedContent content = destination.stage();
    try (content) {
      content.write(bytes);
    }
    NewVersion version =
        new NewVersion(
            key,
            content,
            md5(bytes),
            Map.of(),
            null,
            headers(type),
            Map.of(),
            Map.of(),
            null,
            false);
    destination.put(version, WriteCondition.NONE, null);
  }

  private Map<String, String> headers(String type) {
    Map<String, String> headers = new TreeMap<>(Map.of("content-type", type));
    InventoryDestination.@Nullable Encryption encryption = definition.destination().encryption();
    if (encryption == null || encryption.kmsKey() == null) {
      headers.put(SSE, "AES256");
    } else {
      headers.put(SSE, "aws:kms");
      headers.put(SSE + "-aws-kms-key-id", encryption.kmsKey());
    }
    return headers;
  }

  private static String md5(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
