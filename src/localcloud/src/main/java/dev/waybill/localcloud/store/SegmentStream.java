package dev.waybill.localcloud.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stream of a byte range over several content files. All files are protected from deletion until
 * close; one file at a time is open.
 */
final class SegmentStream extends InputStream implements ReadableByteChannel {
  private final OpenFiles openFiles;
  private final List<Path> files;
  private int next;
  private long skip;
  private long remaining;
  private @Nullable FileChannel channel;
  private boolean closed;

  private SegmentStream(OpenFiles openFiles, List<Path> files, long skip, long remaining) {
    this.openFiles = openFiles;
    this.files = files;
    this.skip = skip;
    this.remaining = remaining;
  }

  static SegmentStream open(
      OpenFiles openFiles, Path folder, List<Segment> segments, long offset, long length)
      throws IOException {
    List<Path> files = new ArrayList<>();
    long skip = 0;
    long start = 0;
    for (Segment segment : segments) {
      long end = start + segment.size();
      if (end > offset && start < offset + length) {
        skip = files.isEmpty() ? offset - start : skip;
        files.add(folder.resolve(segment.file()));
      }
      start = end;
    }
    openFiles.acquire(files);
    return new SegmentStream(openFiles, files, skip, length);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    return read(ByteBuffer.wrap(into, offset, length));
  }

  /** Reads into a buffer, which the operating system can fill without a copy. */
  @Override
  public int read(ByteBuffer into) throws IOException {
    if (!into.hasRemaining()) {
      return 0;
    }
    int limit = into.limit();
    into.limit(into.position() + (int) Math.min(into.remaining(), remaining));
    try {
      while (remaining > 0 && (channel != null || next < files.size())) {
        int read = current().read(into);
        if (read > 0) {
          remaining -= read;
          return read;
        }
        closeCurrent();
      }
    } finally {
      into.limit(limit);
    }
    return -1;
  }

  @Override
  public boolean isOpen() {
    return !closed;
  }

  private FileChannel current() throws IOException {
    FileChannel open = channel;
    if (open == null) {
      open = FileChannel.open(files.get(next++), StandardOpenOption.READ);
      channel = open;
      open.position(skip);
      skip = 0;
    }
    return open;
  }

  private void closeCurrent() throws IOException {
    if (channel != null) {
      channel.close();
      channel = null;
    }
  }

  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      try {
        closeCurrent();
      } finally {
        openFiles.release(files);
      }
    }
  }
}
