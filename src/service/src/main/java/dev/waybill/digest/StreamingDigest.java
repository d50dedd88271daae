package dev.waybill.digest;

import dev.waybill.record.object.PartDigests;
import dev.waybill.record.object.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/** SHA-256 of a stream, computed in one pass through a few fixed buffers. */
public final class StreamingDigest {
  private static final int BUFFER_BYTES = 256 * 1024;

  /** Size from which further threads pay off. */
  private static final long MIN_PARALLEL_BYTES = 4L * 1024 * 1024;

  private final MessageDigest whole = PartDigester.sha256();
  private final @Nullable PartDigester parts;
  private final @Nullable PartDigester chunks;
  private long size;

  private StreamingDigest(@Nullable Long partSize, @Nullable Long chunkSize) {
    parts = partSize == null ? null : new PartDigester(partSize);
    chunks = chunkSize == null ? null : new PartDigester(chunkSize);
  }

  /**
   * Reads a stream to its end and returns its digest without digests of chunks.
   *
   * @param expectedSize the announced size in bytes; reading stops with an error beyond it
   * @param partSize the size of a part in bytes to get digests of parts, otherwise null
   * @throws IOException when reading fails or the stream has more bytes than announced
   */
  public static DigestResult of(InputStream in, long expectedSize, @Nullable Long partSize)
      throws IOException {
    return of(in, expectedSize, partSize, null);
  }

  /**
   * Reads a stream to its end and returns its digest.
   *
   * @param expectedSize the announced size in bytes; reading stops with an error beyond it
   * @param partSize the size of a part in bytes to get digests of parts, otherwise null
   * @param chunkSize the size of a chunk in bytes to get digests of chunks, otherwise null
   * @throws IOException when reading fails or the stream has more bytes than announced
   */
  public static DigestResult of(
      InputStream in, long expectedSize, @Nullable Long partSize, @Nullable Long chunkSize)
      throws IOException {
    if (expectedSize < 0 || !isSize(partSize) || !isSize(chunkSize)) {
      throw new IllegalArgumentException(
          "size " + expectedSize + ", part size " + partSize + ", chunk size " + chunkSize);
    }
    StreamingDigest digest = new StreamingDigest(partSize, chunkSize);
    if (expectedSize < MIN_PARALLEL_BYTES) {
      digest.read(in, expectedSize);
    } else {
      digest.readInParallel(in, expectedSize);
    }
    return digest.result();
  }

  private static boolean isSize(@Nullable Long size) {
    return size == null || size > 0;
  }

  private void read(InputStream in, long expectedSize) throws IOException {
    byte[] buffer = new byte[(int) Math.min(BUFFER_BYTES - 1L, expectedSize) + 1];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      update(buffer, read);
      if (chunks != null) {
        chunks.update(buffer, read);
      }
      checkAnnounced(size, expectedSize);
    }
  }

  private void readInParallel(InputStream in, long expectedSize) throws IOException {
    long total = 0;
    try (DigestThreads threads = new DigestThreads(BUFFER_BYTES, digests())) {
      for (int read = threads.readFrom(in); read >= 0; read = threads.readFrom(in)) {
        total += read;
        checkAnnounced(total, expectedSize);
      }
      threads.finish();
    }
  }

  /** Digests of chunks have a thread of their own, so that they delay the others little. */
  private List<ObjIntConsumer<byte[]>> digests() {
    return chunks == null ? List.of(this::update) : List.of(this::update, chunks::update);
  }

  private static void checkAnnounced(long read, long expectedSize) throws IOException {
    if (read > expectedSize) {
      throw new IOException("more than the announced " + expectedSize + " bytes");
    }
  }

  private void update(byte[] buffer, int length) {
    whole.update(buffer, 0, length);
    size += length;
    if (parts != null) {
      parts.update(buffer, length);
    }
  }

  private DigestResult result() {
    return new DigestResult(Sha256.of(whole.digest()), end(parts), end(chunks), size);
  }

  private static @Nullable PartDigests end(@Nullable PartDigester digester) {
    return digester == null ? null : digester.end();
  }
}
