package dev.waybill.evidence;

import dev.waybill.record.object.ObjectVersion;
import java.util.List;

/**
 * Evidence about one object, without the files that describe it.
 *
 * @param version the sealed version
 * @param files the files, in the order of the pack
 * @param absent the parts that are not there
 */
public record Evidence(ObjectVersion version, List<PackFile> files, List<AbsentPart> absent) {
  public Evidence {
    files = List.copyOf(files);
    absent = List.copyOf(absent);
  }

  /** Returns true when the evidence has a file. */
  boolean has(String name) {
    return files.stream().anyMatch(it -> it.name().equals(name));
  }
}
