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
 * close; one file at a time is open. Each file contributes exactly the bytes that were stored in
 * it: the stream fails where a file ends too early, and bytes added to a file are not read.
 */
final class SegmentStream extends InputStream implements ReadableByteChannel {
  private final OpenFiles openFiles;
  private final List<Piece> pieces;
  private int next;
  private long remaining;
  private @Nullable FileChannel channel;
  private boolean closed;

  /** Requested bytes of one content file. */
  private record Piece(Path file, long offset, long length) {}

  private SegmentStream(OpenFiles openFiles, List<Piece> pieces) {
    this.openFiles = openFiles;
    this.pieces = pieces;
  }

  static SegmentStream open(
      OpenFiles openFiles, Path folder, List<Segment> segments, long offset, long length)
      throws IOException {
    List<Piece> pieces = new ArrayList<>();
    long start = 0;
    for (Segment segment : segments) {
      long first = Math.max(offset, start);
      long end = Math.min(offset + length, start + segment.size());
      if (first < end) {
        pieces.add(new Piece(folder.resolve(segment.file()), first - start, end - first));
      }
      start += segment.size();
    }
    SegmentStream stream = new SegmentStream(openFiles, pieces);
    openFiles.acquire(stream.files());
    return stream;
  }

  private List<Path> files() {
    return pieces.stream().map(Piece::file).toList();
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
    FileChannel open = current();
    if (open == null) {
      return -1;
    }
    int limit = into.limit();
    into.limit(into.position() + (int) Math.min(into.remaining(), remaining));
    try {
      int read = open.read(into);
      if (read < 0) {
        throw new LostContentException(
            "the content file " + pieces.get(next - 1).file() + " lacks " + remaining + " bytes");
      }
      remaining -= read;
      return read;
    } finally {
      into.limit(limit);
    }
  }

  @Override
  public boolean isOpen() {
    return !closed;
  }

  /** Returns the file with the next byte; null at the end. */
  private @Nullable FileChannel current() throws IOException {
    if (remaining == 0) {
      closeCurrent();
      if (next < pieces.size()) {
        Piece piece = pieces.get(next++);
        channel = FileChannel.open(piece.file(), StandardOpenOption.READ);
        channel.position(piece.offset());
        remaining = piece.length();
      }
    }
    return channel;
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
        openFiles.release(files());
      }
    }
  }
}
