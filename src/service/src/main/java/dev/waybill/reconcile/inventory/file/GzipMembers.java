package dev.waybill.reconcile.inventory.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reader of gzip (RFC 1952) that accepts nothing behind the last member. The one of the JDK ignores
 * such bytes.
 */
final class GzipMembers extends InputStream {
  private static final int BUFFER = 64 * 1024;

  private final PushbackInputStream in;
  private final GzipHeader header;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private final byte[] buffer = new byte[BUFFER];
  private int buffered;
  private boolean isOpen;
  private boolean isEnded;

  GzipMembers(InputStream compressed) {
    this.in = new PushbackInputStream(compressed, BUFFER);
    this.header = new GzipHeader(in);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    int read = read(one, 0, 1);
    return read < 0 ? read : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] out, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (!isEnded) {
      if (!isOpen) {
        begin();
      }
      int read = inflate(out, offset, length);
      if (read > 0) {
        crc.update(out, offset, read);
        return read;
      }
      if (inflater.finished()) {
        end();
      }
    }
    return -1;
  }

  private void begin() throws IOException {
    header.skip();
    inflater.reset();
    crc.reset();
    isOpen = true;
  }

  private int inflate(byte[] out, int offset, int length) throws IOException {
    try {
      if (inflater.needsInput()) {
        buffered = in.read(buffer, 0, BUFFER);
        if (buffered < 0) {
          throw GzipHeader.notGzip("ends before its last row");
        }
        inflater.setInput(buffer, 0, buffered);
      }
      int read = inflater.inflate(out, offset, length);
      if (read == 0 && inflater.needsDictionary()) {
        throw GzipHeader.notGzip("needs a dictionary");
      }
      return read;
    } catch (DataFormatException e) {
      throw GzipHeader.notGzip("has invalid compressed bytes");
    }
  }

  /** Compares the trailer, and finds out if another member follows. */
  private void end() throws IOException {
    int rest = inflater.getRemaining();
    in.unread(buffer, buffered - rest, rest);
    inflater.setInput(new byte[0]);
    long statedCrc = header.uint32();
    long statedSize = header.uint32();
    if (statedCrc != crc.getValue() || statedSize != (inflater.getBytesWritten() & 0xffff_ffffL)) {
      throw GzipHeader.notGzip("does not have its own checksum");
    }
    isOpen = false;
    int next = in.read();
    if (next < 0) {
      isEnded = true;
    } else {
      in.unread(next);
    }
  }

  /** Frees the memory of the inflater. The compressed bytes stay open. */
  @Override
  public void close() {
    inflater.end();
  }
}
