package dev.waybill.record.chunk;

import dev.waybill.record.object.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Comparison of bytes with chunk digests, which names the bytes that differ. */
public final class ChunkComparison {
  private static final int BUFFER_BYTES = 128 * 1024;
  private static final int MAX_SHOWN = 20;

  private final ChunkDigests chunks;
  private final List<ObjectRange> differences = new ArrayList<>();

  private ChunkComparison(ChunkDigests chunks) {
    this.chunks = chunks;
  }

  /**
   * Reads a stream up to the size of the object and returns the ranges that differ, in order.
   * Neighboring ranges are joined. Bytes that are missing differ; bytes behind the object's size
   * are not read.
   *
   * @throws IOException when the stream cannot be read
   */
  public static List<ObjectRange> differences(ChunkDigests chunks, InputStream in)
      throws IOException {
    ChunkComparison comparison = new ChunkComparison(chunks);
    comparison.read(in);
    return ObjectRange.joined(comparison.differences);
  }

  /** Returns a text for a reader that says which ranges differ. */
  public static String text(List<ObjectRange> differences) {
    return ranges(differences) + " differ";
  }

  /** Returns the ranges as a text for a reader, the first ones by their offsets. */
  public static String ranges(List<ObjectRange> differences) {
    String shown =
        differences.stream()
            .limit(MAX_SHOWN)
            .map(ObjectRange::toString)
            .collect(Collectors.joining(", "));
    int more = differences.size() - MAX_SHOWN;
    return "bytes " + shown + (more > 0 ? " and " + more + " more ranges" : "");
  }

  private void read(InputStream in) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    for (int index = 0; index < chunks.layout().count(); index++) {
      ObjectRange range = chunks.layout().range(index);
      if (!chunks.verify(index, digest(in, range.length(), buffer))) {
        differences.add(range);
      }
    }
  }

  /** A shorter chunk has another digest, because no two lengths have the same. */
  private static Sha256 digest(InputStream in, long length, byte[] buffer) throws IOException {
    MessageDigest hash = newHash();
    long left = length;
    while (left > 0) {
      int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
      if (read < 0) {
        break;
      }
      hash.update(buffer, 0, read);
      left -= read;
    }
    return Sha256.of(hash.digest());
  }

  private static MessageDigest newHash() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
