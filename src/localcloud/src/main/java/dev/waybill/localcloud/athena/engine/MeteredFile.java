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

/** A table's file that is read once, and counted as it lies in S3. */
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

  /** Its content: a name that ends in .gz is Hive's sign of gzip. */
  InputStream open() throws IOException {
    InputStream counted = new Counted(stored());
    return file.uri().endsWith(".gz")
        ? new BufferedInputStream(new GZIPInputStream(counted, BUFFER), BUFFER)
        : new BufferedInputStream(counted, BUFFER);
  }

  private InputStream stored() {
    try {
      return files.open(file);
    } catch (IOException e) {
      throw new TrinoException(
          HiveError.HIVE_CANNOT_OPEN_SPLIT, "Error opening Hive split " + uri(), e);
    }
  }

  private final class Counted extends FilterInputStream {
    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int one = super.read();
      count(one < 0 ? 0 : 1);
      return one;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int got = super.read(into, offset, length);
      count(Math.max(got, 0));
      return got;
    }

    private void count(int bytes) {
      read += bytes;
      control.scanned(bytes);
    }
  }
}
