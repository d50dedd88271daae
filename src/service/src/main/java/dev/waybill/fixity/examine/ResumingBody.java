package dev.waybill.fixity.examine;

import dev.waybill.record.chunk.ObjectRange;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of a range of one version. After a failure a further request continues at the byte that was
 * reached, a limited number of times.
 */
final class ResumingBody implements AutoCloseable {
  /** Limit of the failures in a row; each of their requests is also retried by the SDK. */
  static final int MAX_FAILURES = 5;

  /** Bytes that must arrive before earlier failures are forgotten. */
  private static final long PROGRESS = 64L << 20;

  private final ObjectReads reads;
  private final PinnedVersion version;
  private final ObjectRange range;
  private @Nullable InputStream body;
  private long position;
  private int failures;
  private long failedAt;
  private boolean hasEndedEarly;

  /**
   * @param body the bytes of the range, which a request began to deliver; null to request them
   */
  ResumingBody(
      ObjectReads reads, PinnedVersion version, ObjectRange range, @Nullable InputStream body) {
    this.reads = reads;
    this.version = version;
    this.range = range;
    this.body = body;
    position = range.first();
    failedAt = position;
  }

  /**
   * Reads some bytes.
   *
   * @param length limit of the number of bytes, at least 1
   * @return number of bytes, at least 1; -1 at the end of the range, where S3 states that the
   *     version ends, or where each request ended the body early without a further byte
   * @throws UnreadableException when each request failed
   * @throws InterruptedException when the thread is interrupted
   */
  int read(byte[] buffer, int length) throws InterruptedException {
    while (position <= range.last() && failures < MAX_FAILURES) {
      try {
        InputStream in = open();
        if (in == null) {
          failures = MAX_FAILURES;
          return -1;
        }
        int read = in.read(buffer, 0, (int) Math.min(length, range.last() + 1 - position));
        if (read > 0) {
          advance(read);
          return read;
        }
        fail(null);
      } catch (IOException e) {
        fail(new UnreadableException("the connection failed while the bytes were read", e));
      } catch (UnreadableException e) {
        fail(e);
      }
    }
    return -1;
  }

  private void advance(int read) {
    position += read;
    hasEndedEarly = false;
    if (position - failedAt >= PROGRESS) {
      failures = 0;
    }
  }

  /**
   * Counts a failure. Where the body has ended before, a request that fails says nothing more.
   *
   * @param failure the failure; null when the body ended early
   */
  private void fail(@Nullable UnreadableException failure) throws InterruptedException {
    close();
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted while reading");
    }
    failures++;
    failedAt = position;
    hasEndedEarly |= failure == null;
    if (failure != null && (!failure.isTemporary() || failures == MAX_FAILURES)) {
      failures = MAX_FAILURES;
      if (!hasEndedEarly) {
        throw failure;
      }
    }
  }

  /** Returns the body; null where S3 states that the version ends. */
  private @Nullable InputStream open() {
    if (body == null) {
      ReadReply reply = reads.get(version, new ObjectRange(position, range.last()));
      if (reply instanceof ReadReply.Ended) {
        return null;
      }
      if (!(reply instanceof ReadReply.Found found)) {
        throw new UnreadableException("the object changed while it was read");
      }
      body = found.body();
    }
    return body;
  }

  /**
   * Reads to the end of the body, so that its connection is used again.
   *
   * @throws UnreadableException when more bytes follow than S3 announced
   */
  void requireEnd() {
    try {
      if (body != null && position > range.last() && body.read() >= 0) {
        throw new UnreadableException("more bytes arrived than S3 announced");
      }
    } catch (IOException e) {
      // Every byte has arrived.
    }
  }

  @Override
  public void close() {
    if (body != null) {
      try {
        body.close();
      } catch (IOException e) {
        // Nothing more is read from it.
      }
      body = null;
    }
  }
}
