package dev.waybill.audit.logfile;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** Bytes of a log file as S3 stores them. */
final class StoredContent {
  /** Limit of the content after decompression, against a file that inflates without end. */
  private static final long MAX_INFLATED = 1L << 28;

  private static final int MAGIC_FIRST = 0x1f;
  private static final int MAGIC_SECOND = 0x8b;

  /** Bytes of a checksum and a length, which end a gzip member. */
  private static final int TRAILER = 8;

  private final String name;
  private final byte[] bytes;

  /**
   * @param name last part of the key; Athena takes a name that ends in .gz for gzip
   * @param bytes bytes that the caller does not change
   */
  StoredContent(String name, byte[] bytes) {
    this.name = name;
    this.bytes = bytes;
  }

  String name() {
    return name;
  }

  byte[] bytes() {
    return bytes;
  }

  boolean isNamedGzip() {
    return name.endsWith(".gz");
  }

  boolean isGzip() {
    return bytes.length > 1
        && (bytes[0] & 0xff) == MAGIC_FIRST
        && (bytes[1] & 0xff) == MAGIC_SECOND;
  }

  /** Opens the content, decompressed when it is gzip. */
  InputStream open() throws IOException {
    InputStream stored = new ByteArrayInputStream(bytes);
    return new Bounded(isGzip() ? new Members(stored, bytes.length) : stored);
  }

  /** Stream that fails beyond the limit of the content. */
  private static final class Bounded extends FilterInputStream {
    private long left = MAX_INFLATED;

    Bounded(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /**
     * Keeps a reader of characters from reading on when it has some: it would lose them if the
     * content fails later.
     */
    @Override
    public int available() {
      return 0;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = super.read(buffer, offset, length);
      left -= Math.max(count, 0);
      if (left < 0) {
        throw new LogFaultException(LogFault.TOO_LARGE);
      }
      return count;
    }
  }

  /** Gzip of any number of members, of which nothing may follow the last one. */
  private static final class Members extends GZIPInputStream {
    /** The buffer takes the whole file, so that what remains in it is what follows. */
    Members(InputStream stored, int size) throws IOException {
      super(stored, Math.max(size, 512));
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = super.read(buffer, offset, length);
      if (count < 0 && inf.getRemaining() > TRAILER) {
        throw new LogFaultException(LogFault.TRAILING_BYTES);
      }
      return count;
    }
  }
}
