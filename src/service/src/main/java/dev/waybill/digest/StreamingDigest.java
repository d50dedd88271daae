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

/** SHA-256 of a stream in one pass through few fixed buffers, whatever the stream's length. */
public final class StreamingDigest {
  private static final int BUFFER = 256 * 1024;

  /** From this size on, a second thread is worth its start. */
  private static final long LARGE = 4L * 1024 * 1024;

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
   * Reads a stream to its end.
   *
   * @param expectedSize bytes announced; a longer stream is an error before it is read to its end
   * @param partSize bytes a part when part digests are wanted, otherwise null
   * @throws IOException when reading fails or more bytes come than announced
   */
  public static DigestResult of(InputStream in, long expectedSize, @Nullable Long partSize)
      throws IOException {
    if (expectedSize < 0 || (partSize != null && partSize <= 0)) {
      throw new IllegalArgumentException("size " + expectedSize + ", part size " + partSize);
    }
    StreamingDigest digest = new StreamingDigest(partSize == null ? 0 : partSize);
    if (expectedSize < LARGE) {
      digest.read(in, expectedSize);
    } else {
      digest.readBeside(in, expectedSize);
    }
    return digest.result();
  }

  private void read(InputStream in, long expectedSize) throws IOException {
    byte[] buffer = new byte[(int) Math.min(BUFFER - 1L, expectedSize) + 1];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      update(buffer, read);
      requireAnnounced(size, expectedSize);
    }
  }

  private void readBeside(InputStream in, long expectedSize) throws IOException {
    long taken = 0;
    try (DigestThread thread = new DigestThread(BUFFER, this::update)) {
      for (int read = thread.readFrom(in); read >= 0; read = thread.readFrom(in)) {
        taken += read;
        requireAnnounced(taken, expectedSize);
      }
      thread.finish();
    }
  }

  private static void requireAnnounced(long taken, long expectedSize) throws IOException {
    if (taken > expectedSize) {
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
    int at = 0;
    while (at < length) {
      int take = (int) Math.min(length - at, partSize - inPart);
      part.update(buffer, at, take);
      at += take;
      inPart += take;
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
