package dev.waybill.reconcile.join;

import dev.waybill.fixity.shape.SpillSpace;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Temporary file of sorted rows, each behind its length in four bytes. */
final class RunFile {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final Path path;
  private final SpillSpace space;

  /** Reader of the rows of a file, which holds the next one. */
  static final class Reader implements AutoCloseable {
    private final RunFile file;
    private final DataInputStream input;
    private byte @Nullable [] next;

    private Reader(RunFile file) throws IOException {
      this.file = file;
      this.input =
          new DataInputStream(
              new BufferedInputStream(Files.newInputStream(file.path), BUFFER_BYTES));
      this.next = read();
    }

    /** Returns the next row without taking it; null at the end. */
    byte @Nullable [] peek() {
      return next;
    }

    /** Moves to the row after the next one. */
    void advance() {
      try {
        next = read();
      } catch (IOException e) {
        throw new UncheckedIOException("temporary file " + file.path + " cannot be read", e);
      }
    }

    private byte @Nullable [] read() throws IOException {
      int length = input.readInt();
      if (length < 0) {
        return null;
      }
      byte[] row = new byte[length];
      input.readFully(row);
      return row;
    }

    /** Deletes the file as well. */
    @Override
    public void close() throws IOException {
      try (input) {
        file.space.delete(Files.size(file.path));
        Files.deleteIfExists(file.path);
      }
    }
  }

  private RunFile(Path path, SpillSpace space) {
    this.path = path;
    this.space = space;
  }

  /** Writes rows, which are in order. */
  static RunFile write(Path path, Iterator<byte[]> rows, SpillSpace space) {
    try (DataOutputStream output =
        new DataOutputStream(
            new BufferedOutputStream(
                Files.newOutputStream(path, StandardOpenOption.CREATE_NEW), BUFFER_BYTES))) {
      while (rows.hasNext()) {
        byte[] row = rows.next();
        space.write(Integer.BYTES + row.length);
        output.writeInt(row.length);
        output.write(row);
      }
      space.write(Integer.BYTES);
      // The end is stated, so that a file that was cut is no complete one.
      output.writeInt(-1);
    } catch (IOException e) {
      throw new UncheckedIOException("temporary file " + path + " cannot be written", e);
    }
    return new RunFile(path, space);
  }

  /** Opens the file, which is deleted when its reader is closed. */
  Reader open() {
    try {
      return new Reader(this);
    } catch (IOException e) {
      throw new UncheckedIOException("temporary file " + path + " cannot be read", e);
    }
  }
}
