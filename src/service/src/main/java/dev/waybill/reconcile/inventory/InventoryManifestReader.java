package dev.waybill.reconcile.inventory;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.waybill.reconcile.inventory.file.FlawedInventoryException;
import dev.waybill.reconcile.inventory.file.InventoryFile;
import dev.waybill.reconcile.inventory.file.InventoryFlaw;
import dev.waybill.reconcile.inventory.file.InventoryLimits;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reader of manifests, which are untrusted input.
 *
 * @param limits the limits of a report
 */
record InventoryManifestReader(InventoryLimits limits) {
  private static final String VERSION = "2016-11-30";
  private static final Pattern MD5 = Pattern.compile("[0-9a-f]{32}");
  private static final Pattern MILLISECONDS = Pattern.compile("[0-9]{1,15}");
  private static final int MAX_KEY_BYTES = 1024;
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxStringLength(1024 * 1024)
                          .maxNestingDepth(20)
                          .build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /**
   * Reads a manifest.
   *
   * @throws FlawedInventoryException when it is malformed, of another version or of another format
   */
  InventoryManifest read(byte[] text) throws FlawedInventoryException {
    JsonNode manifest = json(text);
    requireForm(manifest);
    return new InventoryManifest(
        text(manifest, "sourceBucket"),
        text(manifest, "destinationBucket"),
        created(manifest),
        text(manifest, "fileSchema"),
        files(manifest.path("files")));
  }

  private static JsonNode json(byte[] text) throws FlawedInventoryException {
    try {
      return JSON.readTree(new String(text, StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw malformed("it is not JSON");
    }
  }

  private static void requireForm(JsonNode manifest) throws FlawedInventoryException {
    String version = text(manifest, "version");
    if (!version.equals(VERSION)) {
      throw new FlawedInventoryException(
          InventoryFlaw.VERSION_UNKNOWN,
          "version " + FlawedInventoryException.shown(version) + " is not " + VERSION);
    }
    String format = text(manifest, "fileFormat");
    if (!format.equals("CSV")) {
      throw new FlawedInventoryException(
          InventoryFlaw.FORMAT_UNSUPPORTED,
          FlawedInventoryException.shown(format)
              + " is read only through Athena; configure the inventory with the format CSV");
    }
  }

  private static Instant created(JsonNode manifest) throws FlawedInventoryException {
    String text = manifest.path("creationTimestamp").asText();
    if (!MILLISECONDS.matcher(text).matches()) {
      throw malformed("creationTimestamp is not a number of milliseconds");
    }
    return Instant.ofEpochMilli(Long.parseLong(text));
  }

  private List<InventoryFile> files(JsonNode entries) throws FlawedInventoryException {
    if (!entries.isArray()) {
      throw malformed("files is not a list");
    }
    if (entries.isEmpty()) {
      throw new FlawedInventoryException(
          InventoryFlaw.NO_FILES, "an empty bucket and a lost list look the same");
    }
    if (entries.size() > limits.files()) {
      throw new FlawedInventoryException(
          InventoryFlaw.TOO_LARGE, "the manifest states more than " + limits.files() + " files");
    }
    List<InventoryFile> files = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    for (JsonNode entry : entries) {
      InventoryFile file = file(entry);
      if (!keys.add(file.key())) {
        throw new FlawedInventoryException(
            InventoryFlaw.FILE_REPEATED, FlawedInventoryException.shown(file.key()));
      }
      files.add(file);
    }
    return files;
  }

  private static InventoryFile file(JsonNode entry) throws FlawedInventoryException {
    String key = text(entry, "key");
    String md5 = text(entry, "MD5checksum").toLowerCase(Locale.ROOT);
    JsonNode size = entry.path("size");
    if (key.isEmpty() || key.getBytes(StandardCharsets.UTF_8).length > MAX_KEY_BYTES) {
      throw malformed("a file has no possible key");
    }
    if (!MD5.matcher(md5).matches()) {
      throw malformed("a file has no MD5");
    }
    if (!size.isIntegralNumber() || !size.canConvertToLong() || size.asLong() < 0) {
      throw malformed("a file has no size");
    }
    return new InventoryFile(key, size.asLong(), md5);
  }

  private static String text(JsonNode node, String name) throws FlawedInventoryException {
    JsonNode value = node.path(name);
    if (!value.isTextual()) {
      throw malformed("it has no text " + name);
    }
    return value.asText();
  }

  private static FlawedInventoryException malformed(String text) {
    return new FlawedInventoryException(InventoryFlaw.MANIFEST_MALFORMED, text);
  }
}
