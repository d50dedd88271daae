package dev.waybill.record.offline;

import dev.waybill.record.CustodyRecord;
import dev.waybill.record.chunk.ChunkComparison;
import dev.waybill.record.chunk.ChunkDigests;
import dev.waybill.record.chunk.InvalidChunksException;
import dev.waybill.record.chunk.ObjectRange;
import dev.waybill.record.chunk.StatedChunks;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** List of the chunk digests of a record, which shows the bytes of the object that differ. */
public final class ChunkEvidence {
  /** Subject of findings about chunks. */
  public static final String CHUNKS = "chunks";

  private final byte[] list;

  /** Source of the object's bytes, which opens them again from the first one. */
  @FunctionalInterface
  public interface ObjectBytes {
    /** Opens a stream that the caller closes. */
    InputStream open() throws IOException;
  }

  /**
   * @param list the bytes of a list, untrusted input
   */
  public ChunkEvidence(byte[] list) {
    this.list = list.clone();
  }

  /**
   * Reads a list.
   *
   * @throws WrongFileException when the file is compressed or encoded
   * @throws IOException when the file cannot be read; defects of the list are findings
   */
  public static ChunkEvidence read(Path list) throws IOException {
    try (InputStream in = Files.newInputStream(list)) {
      byte[] content = in.readNBytes(ChunkDigests.MAX_LIST_BYTES + 1);
      Optional<String> encoding = FileKind.encoding(content);
      if (encoding.isPresent()) {
        throw new WrongFileException(list + " is " + encoding.get());
      }
      return new ChunkEvidence(content);
    }
  }

  /**
   * Compares the list with a record and, when the object has another digest than recorded, the
   * object with the list.
   *
   * @param record content of a valid record
   * @param different the bytes of the object when they have another digest; otherwise null
   * @throws IOException when the object cannot be read
   */
  public VerificationFinding compare(CustodyRecord record, @Nullable ObjectBytes different)
      throws IOException {
    StatedChunks stated = record.chunks();
    if (stated == null) {
      return VerificationFinding.open(
          CHUNKS, "the record states no chunks, so the list was not compared");
    }
    try {
      ChunkDigests chunks = ChunkDigests.of(list, stated, record.size());
      return different == null
          ? VerificationFinding.ok(
              CHUNKS,
              stated.count() + " of " + stated.size() + " bytes, root " + stated.root().hex())
          : differences(chunks, different);
    } catch (InvalidChunksException e) {
      return VerificationFinding.bad(CHUNKS, "the list is not the recorded one: " + e.detail());
    }
  }

  private static VerificationFinding differences(ChunkDigests chunks, ObjectBytes object)
      throws IOException {
    try (InputStream in = object.open()) {
      List<ObjectRange> differences = ChunkComparison.differences(chunks, in);
      return VerificationFinding.bad(
          CHUNKS,
          differences.isEmpty()
              ? "no recorded byte differs: the object is longer, or changed while it was read"
              : ChunkComparison.text(differences));
    }
  }

  /** Returns the advice to give a list, for an object that has another digest than recorded. */
  static Optional<VerificationFinding> advice(CustodyRecord record) {
    return Optional.ofNullable(record.chunks())
        .map(
            it ->
                VerificationFinding.open(
                    CHUNKS,
                    it.count() + " digests are recorded; give --chunks to see which bytes differ"));
  }
}
