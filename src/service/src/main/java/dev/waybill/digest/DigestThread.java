package dev.waybill.digest;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.ObjIntConsumer;

/**
 * Thread that digests buffers in order while the caller fills the next ones. Reading and hashing a
 * large object then take as long as the slower of the two, instead of their sum.
 */
final class DigestThread implements AutoCloseable {
  private static final int BUFFERS = 4;

  private static final class Buffer {
    private final byte[] bytes;
    private int length;

    private Buffer(int size) {
      bytes = new byte[size];
    }
  }

  private final BlockingQueue<Buffer> empty = new ArrayBlockingQueue<>(BUFFERS);

  /** Has room for all buffers and the end marker, so that adding never blocks. */
  private final BlockingQueue<Buffer> filled = new ArrayBlockingQueue<>(BUFFERS + 1);

  private final ObjIntConsumer<byte[]> digest;
  private final Thread thread = new Thread(this::run, "waybill-digest");

  /**
   * @param size the size of each buffer in bytes
   * @param digest a consumer of a buffer and the number of its filled bytes, called by one thread
   */
  DigestThread(int size, ObjIntConsumer<byte[]> digest) {
    this.digest = digest;
    for (int i = 0; i < BUFFERS; i++) {
      empty.add(new Buffer(size));
    }
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Fills a whole buffer, however little each read returns, and hands it over. Fewer hand-overs
   * wake the thread less often.
   *
   * @return the number of bytes; -1 at the end of the stream
   */
  int readFrom(InputStream in) throws IOException {
    Buffer buffer = takeEmpty();
    int read = in.readNBytes(buffer.bytes, 0, buffer.bytes.length);
    buffer.length = read;
    (read > 0 ? filled : empty).add(buffer);
    return read > 0 ? read : -1;
  }

  private Buffer takeEmpty() throws InterruptedIOException {
    try {
      Buffer buffer = empty.poll(1, TimeUnit.SECONDS);
      while (buffer == null) {
        if (!thread.isAlive()) {
          throw new IllegalStateException("the digest ended before the stream");
        }
        buffer = empty.poll(1, TimeUnit.SECONDS);
      }
      return buffer;
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  /** Waits until every buffer that was handed over is digested. */
  void finish() throws InterruptedIOException {
    // An empty buffer marks the end.
    filled.add(new Buffer(0));
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private static InterruptedIOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("interrupted while digesting the object");
  }

  private void run() {
    try {
      for (Buffer next = filled.take(); next.length > 0; next = filled.take()) {
        digest.accept(next.bytes, next.length);
        empty.add(next);
      }
    } catch (InterruptedException closed) {
      // The digest is no longer needed.
    }
  }

  /** Stops the thread, even while it digests. */
  @Override
  public void close() {
    thread.interrupt();
  }
}
