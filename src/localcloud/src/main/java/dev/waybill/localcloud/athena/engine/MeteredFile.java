package dev.waybill.localcloud.athena.engine;

import dev.waybill.localcloud.athena.bridge.QueryControl;
import dev.waybill.localcloud.athena.bridge.TableFile;
import dev.waybill.localcloud.athena.bridge.TableFiles;
import io.trino.spi.TrinoException;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** File of a table that counts the bytes read, as stored in S3. Read a file only once. */
final class MeteredFile {
  private static final int BUFFER = 1 << 16;

  private final TableFiles files;
  private final TableFile file;
  private final QueryControl control;
  private long read;

  MeteredFile(TableFiles files, TableFile file, QueryControl control) {
    this.files = files;
    this.file = file;
    this.control = control;
  }

  String uri() {
    return file.uri();
  }

  String partition(String column) {
    return file.partition().getOrDefault(column, "");
  }

  long read() {
    return read;
  }

  /** Opens the content. Hive treats a name that ends in .gz as compressed with gzip. */
  InputStream open() throws IOException {
    InputStream counted = new CountingStream(openStored());
    return file.uri().endsWith(".gz")
        ? new BufferedInputStream(new GZIPInputStream(counted, BUFFER), BUFFER)
        : new BufferedInputStream(counted, BUFFER);
  }

  private InputStream openStored() {
    try {
      return files.open(file);
    } catch (IOException e) {
      throw new TrinoException(
          HiveError.HIVE_CANNOT_OPEN_SPLIT, "Error opening Hive split " + uri(), e);
    }
  }

  private final class CountingStream extends FilterInputStream {
    CountingStream(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int one = super.read();
      addRead(one < 0 ? 0 : 1);
      return one;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = super.read(buffer, offset, length);
      addRead(Math.max(count, 0));
      return count;
    }

    private void addRead(int bytes) {
      read += bytes;
      control.scanned(bytes);
    }
  }
}
