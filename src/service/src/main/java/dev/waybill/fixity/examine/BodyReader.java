package dev.waybill.fixity.examine;

import dev.waybill.record.object.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Reader of the bytes of one examination, through one small buffer for each read. */
final class BodyReader {
  private static final int BUFFER_BYTES = 128 * 1024;

  private final ReadBudget budget;
  private long total;

  BodyReader(ReadBudget budget) {
    this.budget = budget;
  }

  /** Returns the number of bytes of all reads. */
  long total() {
    return total;
  }

  /**
   * Reads a body to its end, and closes it.
   *
   * @throws UnreadableException when the connection fails
   * @throws InterruptedException when the thread is interrupted
   */
  BodyDigest read(ReadReply.Found found) throws InterruptedException {
    try (InputStream body = found.body()) {
      return read(body, found.state().size());
    } catch (IOException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted while reading");
      }
      throw new UnreadableException("the connection failed while the bytes were read", e);
    }
  }

  private BodyDigest read(InputStream body, long announced)
      throws IOException, InterruptedException {
    MessageDigest sha256 = sha256();
    byte[] buffer = new byte[(int) Math.min(BUFFER_BYTES - 1L, Math.max(0, announced)) + 1];
    long bytes = 0;
    for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted while reading");
      }
      bytes += read;
      total += read;
      sha256.update(buffer, 0, read);
      budget.acquire(read);
      if (bytes > announced) {
        throw new IOException("more bytes than announced");
      }
    }
    return new BodyDigest(Sha256.of(sha256.digest()), bytes, bytes == announced);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
