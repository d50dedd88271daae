package dev.waybill.fixity.result;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.fixity.CycleId;
import dev.waybill.fixity.examine.PinnedVersion;
import dev.waybill.record.chunk.StatedChunks;
import dev.waybill.record.log.TreeHash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.Optional;

/**
 * State of reading one large object: the chunks that were read and have their digests.
 *
 * @param cycle cycle that the reading counts for
 * @param began time at which it began
 * @param version the version
 * @param chunks statement of the record about the chunks
 * @param proven numbers of the chunks
 */
record ProgressState(
    CycleId cycle, Instant began, PinnedVersion version, StatedChunks chunks, BitSet proven) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int VERSION = 1;

  /** Returns true when the other state is about the same bytes in the same cycle. */
  boolean isOfSame(ProgressState other) {
    return cycle.equals(other.cycle)
        && version.equals(other.version)
        && chunks.equals(other.chunks);
  }

  /** Returns the state with further chunks. */
  ProgressState with(BitSet more) {
    BitSet all = (BitSet) proven.clone();
    all.or(more);
    return new ProgressState(cycle, began, version, chunks, all);
  }

  /** Returns what both states have; the reading began with the earlier one. */
  ProgressState and(ProgressState other) {
    Instant first = began.isBefore(other.began) ? began : other.began;
    return new ProgressState(cycle, first, version, chunks, proven).with(other.proven);
  }

  /** Returns the document. */
  byte[] write() {
    ObjectNode json = JSON.createObjectNode();
    json.put("v", VERSION).put("cycle", cycle.name()).put("began", began.toString());
    json.put("bucket", version.bucket()).put("key", version.key());
    json.put("versionId", version.versionId()).put("eTag", version.eTag());
    json.put("size", version.size());
    json.put("chunkSize", chunks.size()).put("count", chunks.count());
    json.put("root", chunks.root().hex());
    json.put("proven", HexFormat.of().formatHex(proven.toByteArray()));
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Parses a document; empty when it is none. */
  static Optional<ProgressState> read(byte[] bytes) {
    try {
      JsonNode json = JSON.readTree(bytes);
      if (json == null || json.path("v").asInt() != VERSION) {
        return Optional.empty();
      }
      PinnedVersion version =
          new PinnedVersion(
              text(json, "bucket"),
              text(json, "key"),
              text(json, "versionId"),
              text(json, "eTag"),
              json.path("size").asLong());
      StatedChunks chunks =
          new StatedChunks(
              json.path("chunkSize").asLong(),
              json.path("count").asInt(),
              TreeHash.of(HexFormat.of().parseHex(text(json, "root")), 0));
      BitSet proven = BitSet.valueOf(HexFormat.of().parseHex(text(json, "proven")));
      return Optional.of(
              new ProgressState(
                  new CycleId(text(json, "cycle")),
                  Instant.parse(text(json, "began")),
                  version,
                  chunks,
                  proven))
          .filter(it -> proven.length() <= chunks.count());
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private static String text(JsonNode json, String name) {
    JsonNode value = json.path(name);
    if (!value.isTextual()) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value.textValue();
  }
}
