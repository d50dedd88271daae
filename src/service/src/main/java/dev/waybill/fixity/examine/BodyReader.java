package dev.waybill.fixity.examine;

import dev.waybill.record.chunk.ObjectRange;
import dev.waybill.record.object.Sha256;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Reader of the bytes of one examination, through one small buffer for each read. Several threads
 * can read at the same time.
 */
final class BodyReader {
  private static final int BUFFER_BYTES = 128 * 1024;

  private final ReadBudget budget;
  private final AtomicLong total = new AtomicLong();

  BodyReader(ReadBudget budget) {
    this.budget = budget;
  }

  /** Adds bytes of the same object that another process read before. */
  void addEarlier(long bytes) {
    long unused = total.addAndGet(bytes);
  }

  /** Returns the number of bytes of all reads. */
  long total() {
    return total.get();
  }

  /**
   * Reads an object to its end, and closes its body.
   *
   * @param reads port for the rest, should the connection fail
   * @param found the object, whose body was opened
   * @throws UnreadableException when the rest cannot be read either
   * @throws InterruptedException when the thread is interrupted
   */
  BodyDigest read(ObjectReads reads, String bucket, String key, ReadReply.Found found)
      throws InterruptedException {
    PinnedVersion version = found.state().pinned(bucket, key);
    // An object without bytes has no range, and its only request has ended with its headers.
    ObjectRange range = new ObjectRange(0, Math.max(0, version.size() - 1));
    try (ResumingBody body = new ResumingBody(reads, version, range, found.body())) {
      BodyDigest digest = digest(body, version.size(), newBuffer(version.size()));
      body.requireEnd();
      return digest;
    }
  }

  /** Returns a buffer for reading bytes. */
  static byte[] newBuffer(long bytes) {
    return new byte[(int) Math.min(BUFFER_BYTES, Math.max(1, bytes))];
  }

  /**
   * Reads the next bytes of a body.
   *
   * @param length number of bytes; there are fewer where the body ends early
   * @throws UnreadableException when they cannot be read
   * @throws InterruptedException when the thread is interrupted
   */
  BodyDigest digest(ResumingBody body, long length, byte[] buffer) throws InterruptedException {
    MessageDigest sha256 = sha256();
    long left = length;
    while (left > 0) {
      int read = body.read(buffer, (int) Math.min(left, buffer.length));
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted while reading");
      }
      if (read < 0) {
        break;
      }
      sha256.update(buffer, 0, read);
      left -= read;
      total.addAndGet(read);
      budget.acquire(read);
    }
    return new BodyDigest(Sha256.of(sha256.digest()), length - left, left == 0);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
