package dev.waybill.fixity.second;

import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.PercentEncoding;
import dev.waybill.record.object.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Versions of one job, in the form of a manifest: a line of CSV with URL-encoded keys for each. */
final class ReadManifest {
  private final List<ObjectVersion> versions;
  private final Map<ObjectVersion, Integer> rows = new HashMap<>();

  ReadManifest(Collection<ObjectVersion> versions) {
    this.versions = List.copyOf(versions);
    for (ObjectVersion version : this.versions) {
      if (rows.put(version, rows.size()) != null) {
        throw new IllegalArgumentException("a manifest names each version once");
      }
    }
  }

  /**
   * Parses a manifest that was written before.
   *
   * @param sha256 digest of the bytes when they were written
   * @throws InvalidReadException when they are other bytes now
   */
  static ReadManifest parse(byte[] content, Sha256 sha256) {
    if (!Sha256.hash(content).equals(sha256)) {
      throw new InvalidReadException("the manifest is not the one that the job was created with");
    }
    List<ObjectVersion> versions = new ArrayList<>();
    for (String line : new String(content, StandardCharsets.UTF_8).lines().toList()) {
      String[] fields = line.split(",", -1);
      versions.add(new ObjectVersion(fields[0], ManifestKey.decode(fields[1]), fields[2]));
    }
    return new ReadManifest(versions);
  }

  byte[] bytes() {
    StringBuilder text = new StringBuilder();
    for (ObjectVersion version : versions) {
      text.append(version.bucket())
          .append(',')
          .append(PercentEncoding.path(version.key()))
          .append(',')
          .append(version.versionId())
          .append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  List<ObjectVersion> versions() {
    return versions;
  }

  /** Returns the row of a version; -1 when it is none of this manifest. */
  int row(ObjectVersion version) {
    return rows.getOrDefault(version, -1);
  }
}
