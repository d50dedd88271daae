package dev.waybill.fixity.shape;

import java.io.EOFException;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Temporary file of rows. It is open only while a block is written, so that any number of files
 * needs no file descriptors.
 */
final class RowFile {
  private static final int BLOCK_ROWS = 256;
  private static final int BLOCK_BYTES = BLOCK_ROWS * ShapeRow.BYTES;

  private final Path path;
  private final SpillSpace space;
  private @Nullable ByteBuffer block;
  private long rows;

  RowFile(Path path, SpillSpace space) {
    this.path = path;
    this.space = space;
  }

  /** Adds a row; called by several threads. */
  synchronized void add(ShapeRow row) {
    ByteBuffer to = block == null ? ByteBuffer.allocate(BLOCK_BYTES) : block;
    block = to;
    row.write(to);
    rows++;
    if (!to.hasRemaining()) {
      append(to);
    }
  }

  /** Writes what is in memory, and frees the memory. */
  synchronized void finish() {
    if (block != null) {
      append(block);
      block = null;
    }
  }

  /** Streams of files are used because an interruption closes channels. */
  private void append(ByteBuffer full) {
    byte[] bytes = new byte[full.flip().limit()];
    full.get(bytes).clear();
    space.write(bytes.length);
    try (OutputStream out = new FileOutputStream(path.toFile(), true)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("a temporary file cannot be written: " + path, e);
    }
  }

  synchronized long rows() {
    return rows;
  }

  /** Reads the rows of a finished file. */
  void forEach(Consumer<ShapeRow> rows) {
    byte[] bytes = new byte[BLOCK_BYTES];
    long left = rows() * ShapeRow.BYTES;
    try (InputStream in = new FileInputStream(path.toFile())) {
      while (left > 0) {
        int wanted = (int) Math.min(left, bytes.length);
        if (in.readNBytes(bytes, 0, wanted) < wanted) {
          throw new EOFException("a temporary file was cut: " + path);
        }
        ByteBuffer read = ByteBuffer.wrap(bytes, 0, wanted);
        while (read.hasRemaining()) {
          rows.accept(ShapeRow.read(read));
        }
        left -= wanted;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a temporary file cannot be read: " + path, e);
    }
  }

  void delete() {
    try {
      Files.deleteIfExists(path);
      space.delete(rows() * ShapeRow.BYTES);
    } catch (IOException e) {
      throw new UncheckedIOException("a temporary file cannot be deleted: " + path, e);
    }
  }
}
