package dev.waybill.fixity.shape;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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

  private void append(ByteBuffer full) {
    space.write(full.position());
    try (OutputStream out =
        Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      out.write(full.array(), 0, full.position());
    } catch (IOException e) {
      throw new UncheckedIOException("a temporary file cannot be written: " + path, e);
    }
    full.clear();
  }

  synchronized long rows() {
    return rows;
  }

  /** Reads the rows of a finished file. */
  void forEach(Consumer<ShapeRow> rows) {
    byte[] bytes = new byte[BLOCK_BYTES];
    long left = rows() * ShapeRow.BYTES;
    try (InputStream in = Files.newInputStream(path)) {
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
