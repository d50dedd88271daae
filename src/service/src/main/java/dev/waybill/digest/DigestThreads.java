package dev.waybill.digest;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.ObjIntConsumer;

/**
 * Threads that digest buffers in order, one after the other, while the caller fills the next ones.
 * Reading and hashing a large object then take as long as the slowest of them, instead of their
 * sum.
 */
final class DigestThreads implements AutoCloseable {
  /** Buffers for each thread; the caller fills one of them. */
  private static final int BUFFERS = 4;

  private static final class Buffer {
    private final byte[] bytes;
    private int length;

    private Buffer(int size) {
      bytes = new byte[size];
    }
  }

  /** One digest: takes buffers from a queue and passes them on to the next one. */
  private static final class Stage implements Runnable {
    private final BlockingQueue<Buffer> in;
    private final BlockingQueue<Buffer> out;
    private final ObjIntConsumer<byte[]> digest;
    private final Thread thread = new Thread(this, "waybill-digest");
    private volatile boolean isComplete;

    private Stage(
        BlockingQueue<Buffer> in, BlockingQueue<Buffer> out, ObjIntConsumer<byte[]> digest) {
      this.in = in;
      this.out = out;
      this.digest = digest;
      thread.setDaemon(true);
    }

    @Override
    public void run() {
      try {
        for (Buffer next = in.take(); next.length > 0; next = in.take()) {
          digest.accept(next.bytes, next.length);
          out.add(next);
        }
        isComplete = true;
      } catch (InterruptedException closed) {
        // The digest is no longer needed.
      } finally {
        // The next stage must end as well, however this one ended.
        out.add(new Buffer(0));
      }
    }
  }

  private final BlockingQueue<Buffer> empty;
  private final BlockingQueue<Buffer> filled;
  private final List<Stage> stages = new ArrayList<>();

  /**
   * @param size the size of each buffer in bytes
   * @param digests consumers of a buffer and the number of its filled bytes, each called by a
   *     thread of its own
   */
  DigestThreads(int size, List<ObjIntConsumer<byte[]>> digests) {
    int buffers = BUFFERS * digests.size();
    empty = queue(buffers);
    filled = queue(buffers);
    for (int i = 0; i < buffers; i++) {
      empty.add(new Buffer(size));
    }
    BlockingQueue<Buffer> in = filled;
    for (int i = 1; i <= digests.size(); i++) {
      BlockingQueue<Buffer> out = i == digests.size() ? empty : queue(buffers);
      stages.add(new Stage(in, out, digests.get(i - 1)));
      in = out;
    }
    stages.forEach(stage -> stage.thread.start());
  }

  /** Returns a queue with room for all buffers and the end marker, so that adding never blocks. */
  private static BlockingQueue<Buffer> queue(int buffers) {
    return new ArrayBlockingQueue<>(buffers + 1);
  }

  /**
   * Fills a whole buffer, however little each read returns, and hands it over. Fewer hand-overs
   * wake the threads less often.
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
        requireAlive();
        buffer = empty.poll(1, TimeUnit.SECONDS);
      }
      // A digest that failed passes the end marker on.
      if (buffer.bytes.length == 0) {
        throw ended();
      }
      return buffer;
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private void requireAlive() {
    if (!stages.stream().allMatch(stage -> stage.thread.isAlive())) {
      throw ended();
    }
  }

  private static IllegalStateException ended() {
    return new IllegalStateException("the digest ended before the stream");
  }

  /**
   * Waits until every buffer that was handed over is digested.
   *
   * @throws IllegalStateException when a digest failed
   */
  void finish() throws InterruptedIOException {
    // An empty buffer marks the end.
    filled.add(new Buffer(0));
    try {
      for (Stage stage : stages) {
        stage.thread.join();
      }
    } catch (InterruptedException e) {
      throw interrupted();
    }
    if (!stages.stream().allMatch(stage -> stage.isComplete)) {
      throw ended();
    }
  }

  private static InterruptedIOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("interrupted while digesting the object");
  }

  /** Stops the threads, even while they digest. */
  @Override
  public void close() {
    stages.forEach(stage -> stage.thread.interrupt());
  }
}
