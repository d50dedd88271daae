package dev.waybill.evidence;

import dev.waybill.record.object.ObjectVersion;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Collector of the files of a pack. */
public final class EvidenceBuilder {
  /** Limit for all files together; a pack is a file that a person sends by mail. */
  static final long MAX_BYTES = 64L * 1024 * 1024;

  /** Limit for the parts that are named as absent, so that damage does not fill the page. */
  private static final int MAX_ABSENT = 50;

  private final ObjectVersion version;
  private final List<PackFile> files = new ArrayList<>();
  private final List<AbsentPart> absent = new ArrayList<>();
  private long size;

  /**
   * @param version the sealed version
   */
  public EvidenceBuilder(ObjectVersion version) {
    this.version = version;
  }

  /** Adds a file. */
  void add(String name, byte[] content) {
    size += content.length;
    files.add(new PackFile(name, content));
  }

  void add(String name, String text) {
    add(name, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns true when further bytes fit into the pack. */
  boolean fits(long bytes) {
    return size + bytes <= MAX_BYTES;
  }

  /**
   * Notes that a part is absent, or not complete; the same note once.
   *
   * @param part the part
   * @param reason why
   */
  public void absent(String part, String reason) {
    AbsentPart added = new AbsentPart(part, reason);
    if (!absent.contains(added) && absent.size() < MAX_ABSENT) {
      absent.add(added);
    }
  }

  /** Returns the evidence. */
  public Evidence build() {
    return new Evidence(version, files, absent);
  }
}
