package dev.waybill.digest;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.ObjIntConsumer;

/**
 * Digests buffers in the order in which they are given, beside the thread that fills them: reading
 * a large object and hashing it then take as long as the slower of the two, and not as both.
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

  /** With room for the end besides every buffer, so that nothing ever waits to be put here. */
  private final BlockingQueue<Buffer> filled = new ArrayBlockingQueue<>(BUFFERS + 1);

  private final ObjIntConsumer<byte[]> digest;
  private final Thread thread = new Thread(this::run, "waybill-digest");

  /**
   * @param size bytes of each buffer
   * @param digest takes a buffer and how much of it is filled; only ever called by one thread
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
   * Fills a buffer and hands it over: what comes is less than that, and each hand-over wakes a
   * thread.
   *
   * @return how many bytes that were; -1 at the end of the stream
   */
  int readFrom(InputStream in) throws IOException {
    Buffer buffer = emptied();
    int read = in.readNBytes(buffer.bytes, 0, buffer.bytes.length);
    buffer.length = read;
    (read > 0 ? filled : empty).add(buffer);
    return read > 0 ? read : -1;
  }

  private Buffer emptied() throws InterruptedIOException {
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

  /** Returns when all that was handed over is digested. */
  void finish() throws InterruptedIOException {
    // Nothing in it: the end.
    filled.add(new Buffer(0));
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private static InterruptedIOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("interrupted while the object was digested");
  }

  private void run() {
    try {
      for (Buffer next = filled.take(); next.length > 0; next = filled.take()) {
        digest.accept(next.bytes, next.length);
        empty.add(next);
      }
    } catch (InterruptedException closed) {
      // Nobody wants the digest any more.
    }
  }

  /** Ends the thread, also in the middle. */
  @Override
  public void close() {
    thread.interrupt();
  }
}
