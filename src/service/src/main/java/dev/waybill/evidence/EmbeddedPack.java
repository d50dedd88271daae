package dev.waybill.evidence;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Evidence that the page holds.
 *
 * @param evidence all evidence
 * @param files the files that the page holds
 * @param left names of the files that do not fit
 */
record EmbeddedPack(Evidence evidence, List<PackFile> files, List<String> left) {
  /** Files without which the page could not give its verdict. */
  private static final Set<String> NEEDED =
      Set.of(
          PackNames.RECORD,
          PackNames.KEY,
          PackNames.DELEGATION,
          PackNames.DELEGATOR,
          PackNames.PROOF,
          PackNames.POLICY);

  /** Files that the page does not read. */
  private static final Set<String> NOT_READ =
      Set.of(PackNames.ENTRY, PackNames.CHECKPOINT, PackNames.VKEYS, PackNames.TIMESTAMP);

  private static final JsonFactory JSON = new JsonFactory();

  /** Room for names, for the members around the files and for what HTML escapes. */
  private static final int OVERHEAD = 200;

  /**
   * Chooses the files.
   *
   * @param limit number of characters that the page has for them
   */
  static EmbeddedPack of(Evidence evidence, int limit) {
    List<PackFile> files = new ArrayList<>();
    List<String> left = new ArrayList<>();
    long rest = limit - 10L * OVERHEAD - evidence.absent().size() * 3L * OVERHEAD;
    for (PackFile file : evidence.files()) {
      long size = (file.size() + 2) / 3 * 4L + OVERHEAD;
      if (NEEDED.contains(file.name()) || (!NOT_READ.contains(file.name()) && size <= rest)) {
        files.add(file);
        rest -= size;
      } else if (!NOT_READ.contains(file.name())) {
        left.add(file.name());
      }
    }
    return new EmbeddedPack(evidence, files, left);
  }

  /** Returns the JSON that the page reads. */
  String json() {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("object", evidence.version().uri());
      json.writeObjectFieldStart("files");
      for (PackFile file : files) {
        json.writeFieldName(file.name());
        json.writeBinary(file.content());
      }
      json.writeEndObject();
      json.writeArrayFieldStart("left");
      for (String name : left) {
        json.writeString(name);
      }
      json.writeEndArray();
      PackManifest.writeAbsent(json, evidence.absent());
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toString();
  }
}
