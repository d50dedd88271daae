package dev.waybill.digest;

import dev.waybill.record.object.PartDigests;
import dev.waybill.record.object.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** SHA-256 of a stream, computed in one pass through a few fixed buffers. */
public final class StreamingDigest {
  private static final int BUFFER_BYTES = 256 * 1024;

  /** Size from which a second thread pays off. */
  private static final long MIN_PARALLEL_BYTES = 4L * 1024 * 1024;

  private final MessageDigest whole = sha256();
  private final MessageDigest part = sha256();
  private final List<Sha256> parts = new ArrayList<>();
  private final long partSize;
  private long size;
  private long inPart;

  private StreamingDigest(long partSize) {
    this.partSize = partSize;
  }

  /**
   * Reads a stream to its end and returns its digest.
   *
   * @param expectedSize the announced size in bytes; reading stops with an error beyond it
   * @param partSize the size of a part in bytes to get digests of parts, otherwise null
   * @throws IOException when reading fails or the stream has more bytes than announced
   */
  public static DigestResult of(InputStream in, long expectedSize, @Nullable Long partSize)
      throws IOException {
    if (expectedSize < 0 || (partSize != null && partSize <= 0)) {
      throw new IllegalArgumentException("size " + expectedSize + ", part size " + partSize);
    }
    StreamingDigest digest = new StreamingDigest(partSize == null ? 0 : partSize);
    if (expectedSize < MIN_PARALLEL_BYTES) {
      digest.read(in, expectedSize);
    } else {
      digest.readInParallel(in, expectedSize);
    }
    return digest.result();
  }

  private void read(InputStream in, long expectedSize) throws IOException {
    byte[] buffer = new byte[(int) Math.min(BUFFER_BYTES - 1L, expectedSize) + 1];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      update(buffer, read);
      checkAnnounced(size, expectedSize);
    }
  }

  private void readInParallel(InputStream in, long expectedSize) throws IOException {
    long total = 0;
    try (DigestThread thread = new DigestThread(BUFFER_BYTES, this::update)) {
      for (int read = thread.readFrom(in); read >= 0; read = thread.readFrom(in)) {
        total += read;
        checkAnnounced(total, expectedSize);
      }
      thread.finish();
    }
  }

  private static void checkAnnounced(long read, long expectedSize) throws IOException {
    if (read > expectedSize) {
      throw new IOException("more than the announced " + expectedSize + " bytes");
    }
  }

  private void update(byte[] buffer, int length) {
    whole.update(buffer, 0, length);
    size += length;
    if (partSize > 0) {
      updateParts(buffer, length);
    }
  }

  private void updateParts(byte[] buffer, int length) {
    int from = 0;
    while (from < length) {
      int count = (int) Math.min(length - from, partSize - inPart);
      part.update(buffer, from, count);
      from += count;
      inPart += count;
      if (inPart == partSize) {
        endPart();
      }
    }
  }

  private void endPart() {
    parts.add(Sha256.of(part.digest()));
    inPart = 0;
  }

  private DigestResult result() {
    if (partSize > 0 && (inPart > 0 || parts.isEmpty())) {
      endPart();
    }
    return new DigestResult(
        Sha256.of(whole.digest()), partSize > 0 ? new PartDigests(partSize, parts) : null, size);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
