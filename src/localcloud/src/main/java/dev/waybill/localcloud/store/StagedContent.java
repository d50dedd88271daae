package dev.waybill.localcloud.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Content that is not part of a version or an upload yet. Not thread-safe. */
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
      throw new IOException("linked content cannot be written");
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

  /** Returns the number of bytes written or linked. */
  public long size() {
    return out == null ? linked.stream().mapToLong(Segment::size).sum() : written;
  }

  /** Closes the stream and returns the content files. */
  List<Segment> segments() throws IOException {
    close();
    return out == null ? linked : List.of(new Segment(file, written));
  }

  /** Deletes the content. */
  public void discard() {
    try {
      for (Segment segment : segments()) {
        Files.deleteIfExists(folder.resolve(segment.file()));
      }
    } catch (IOException e) {
      // The next start deletes the remaining files.
      written = 0;
    }
  }
}
