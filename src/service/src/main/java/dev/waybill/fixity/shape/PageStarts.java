package dev.waybill.fixity.shape;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Begins of all listed pages in a temporary file. Rows state hashes only; the key of a suspect is
 * found by listing its page once more.
 */
final class PageStarts implements AutoCloseable {
  private final RandomAccessFile file;
  private final SpillSpace space;

  PageStarts(Path path, SpillSpace space) {
    this.space = space;
    try {
      file = new RandomAccessFile(path.toFile(), "rw");
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private static UncheckedIOException failed(IOException cause) {
    return new UncheckedIOException("a temporary file failed", cause);
  }

  /** Adds the begin of a page, and returns its position; called by several threads. */
  synchronized long add(PageStart start) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeUTF(start.prefix());
      write(out, start.key());
      write(out, start.versionId());
      space.write(bytes.size());
      long position = file.length();
      file.seek(position);
      file.write(bytes.toByteArray());
      return position;
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private static void write(DataOutputStream out, @Nullable String text) throws IOException {
    out.writeBoolean(text != null);
    if (text != null) {
      out.writeUTF(text);
    }
  }

  /** Returns the begin of a page. */
  synchronized PageStart at(long position) {
    try {
      file.seek(position);
      return new PageStart(file.readUTF(), read(), read());
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private @Nullable String read() throws IOException {
    return file.readBoolean() ? file.readUTF() : null;
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw failed(e);
    }
  }
}
