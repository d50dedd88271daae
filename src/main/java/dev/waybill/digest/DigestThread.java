package dev.waybill.digest;

import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.ObjIntConsumer;

/**
 * Digests buffers in the order in which they are given, beside the thread that fills them: reading a
 * large object and hashing it then take as long as the slower of the two, and not as both.
 */
final class DigestThread implements AutoCloseable {
  private static final int BUFFERS = 4;
  private static final Filled END = new Filled(new byte[0], 0);

  private record Filled(byte[] buffer, int length) {}

  private final BlockingQueue<byte[]> empty = new ArrayBlockingQueue<>(BUFFERS);

  /** With room for the end besides every buffer, so that nothing ever waits to be put here. */
  private final BlockingQueue<Filled> filled = new ArrayBlockingQueue<>(BUFFERS + 1);

  private final ObjIntConsumer<byte[]> digest;
  private final Thread thread = new Thread(this::run, "waybill-digest");

  /**
   * @param size bytes of each buffer
   * @param digest takes a buffer and how much of it is filled; only ever called by one thread
   */
  DigestThread(int size, ObjIntConsumer<byte[]> digest) {
    this.digest = digest;
    for (int i = 0; i < BUFFERS; i++) {
      empty.add(new byte[size]);
    }
    thread.setDaemon(true);
    thread.start();
  }

  /** A buffer to fill, as soon as one has been digested. */
  byte[] buffer() throws InterruptedIOException {
    try {
      byte[] buffer = empty.poll(1, TimeUnit.SECONDS);
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

  /** Hands over what was filled. */
  void digest(byte[] buffer, int length) {
    filled.add(new Filled(buffer, length));
  }

  /** Returns when all that was handed over is digested. */
  void finish() throws InterruptedIOException {
    filled.add(END);
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
      for (Filled next = filled.take(); next != END; next = filled.take()) {
        digest.accept(next.buffer(), next.length());
        empty.add(next.buffer());
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
