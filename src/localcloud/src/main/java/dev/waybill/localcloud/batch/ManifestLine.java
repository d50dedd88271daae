package dev.waybill.localcloud.batch;

import dev.waybill.localcloud.wire.UriEncoding;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Line of a manifest.
 *
 * @param encodedKey the key as the manifest has it
 * @param versionId the version; null for the current one
 */
record ManifestLine(String bucket, String encodedKey, @Nullable String versionId) {
  /**
   * Parses a manifest of keys that are URL-encoded.
   *
   * @throws IllegalArgumentException when a line has another number of fields
   */
  static List<ManifestLine> parse(String text, int fields) {
    List<ManifestLine> lines = new ArrayList<>();
    for (String line : text.lines().toList()) {
      String[] parts = line.split(",", -1);
      if (parts.length != fields) {
        throw new IllegalArgumentException(
            "line " + (lines.size() + 1) + " has " + parts.length + " fields");
      }
      String version = fields > 2 && !parts[2].isEmpty() ? parts[2] : null;
      lines.add(new ManifestLine(parts[0], parts[1], version));
    }
    return lines;
  }

  String key() {
    return UriEncoding.decode(encodedKey);
  }
}
