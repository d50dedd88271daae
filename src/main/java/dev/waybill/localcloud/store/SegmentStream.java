package dev.waybill.localcloud.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** A range of bytes over several files, all open from the start. */
final class SegmentStream extends InputStream {
  private final Deque<FileChannel> channels = new ArrayDeque<>();
  private long left;

  private SegmentStream(long left) {
    this.left = left;
  }

  static SegmentStream open(Path folder, List<Segment> segments, long offset, long length)
      throws IOException {
    SegmentStream stream = new SegmentStream(length);
    long start = 0;
    try {
      for (Segment segment : segments) {
        long end = start + segment.size();
        if (end > offset && start < offset + length) {
          FileChannel channel =
              FileChannel.open(folder.resolve(segment.file()), StandardOpenOption.READ);
          stream.channels.add(channel);
          channel.position(Math.max(0, offset - start));
        }
        start = end;
      }
      return stream;
    } catch (IOException e) {
      stream.close();
      throw e;
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (left > 0 && !channels.isEmpty()) {
      int wanted = (int) Math.min(length, left);
      int read = channels.getFirst().read(ByteBuffer.wrap(into, offset, wanted));
      if (read > 0) {
        left -= read;
        return read;
      }
      channels.removeFirst().close();
    }
    return -1;
  }

  @Override
  public void close() throws IOException {
    while (!channels.isEmpty()) {
      channels.removeFirst().close();
    }
  }
}
