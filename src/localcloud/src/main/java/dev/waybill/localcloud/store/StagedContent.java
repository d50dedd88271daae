package dev.waybill.localcloud.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bytes that wait to become a version or a part. Not thread-safe. */
public final class StagedContent extends OutputStream {
  private final Path folder;
  private final List<Segment> linked;
  private final @Nullable OutputStream out;
  private final String file;
  private long written;

  private StagedContent(
      Path folder, List<Segment> linked, @Nullable OutputStream out, String file) {
    this.folder = folder;
    this.linked = linked;
    this.out = out;
    this.file = file;
  }

  static StagedContent fresh(Path folder, String file) throws IOException {
    return new StagedContent(folder, List.of(), Files.newOutputStream(folder.resolve(file)), file);
  }

  static StagedContent linked(Path folder, List<Segment> segments) {
    return new StagedContent(folder, List.copyOf(segments), null, "");
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (out == null) {
      throw new IOException("linked content is not written to");
    }
    out.write(bytes, offset, length);
    written += length;
  }

  @Override
  public void close() throws IOException {
    if (out != null) {
      out.close();
    }
  }

  /** Bytes written, or linked. */
  public long size() {
    return out == null ? linked.stream().mapToLong(Segment::size).sum() : written;
  }

  /** Ends writing and says where the bytes are. */
  List<Segment> segments() throws IOException {
    close();
    return out == null ? linked : List.of(new Segment(file, written));
  }

  /** Drops the bytes. */
  public void discard() {
    try {
      for (Segment segment : segments()) {
        Files.deleteIfExists(folder.resolve(segment.file()));
      }
    } catch (IOException left) {
      // Swept when the store is opened next.
      written = 0;
    }
  }
}
