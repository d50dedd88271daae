package dev.waybill.fixity.result;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Compression in the plainest form of gzip (RFC 1952): one member without time, name and comment,
 * and nothing behind it. The JDK's reader would accept further members and take any size.
 */
final class PlainGzip {
  private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};
  private static final int TRAILER_BYTES = 8;
  private static final int BUFFER_BYTES = 8192;

  private PlainGzip() {}

  /** Compresses; equal input gives equal bytes on one JVM. */
  static byte[] compress(byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(HEADER);
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    try {
      deflater.setInput(content);
      deflater.finish();
      byte[] buffer = new byte[BUFFER_BYTES];
      while (!deflater.finished()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
    } finally {
      deflater.end();
    }
    out.writeBytes(trailer(content));
    return out.toByteArray();
  }

  /** Returns checksum and length of the content, as they follow the compressed bytes. */
  private static byte[] trailer(byte[] content) {
    CRC32 crc = new CRC32();
    crc.update(content);
    return ByteBuffer.allocate(TRAILER_BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt((int) crc.getValue())
        .putInt(content.length)
        .array();
  }

  /**
   * Decompresses untrusted input.
   *
   * @param limit largest content in bytes
   * @throws InvalidResultException when it has another form, is damaged, or is larger
   */
  static byte[] decompress(byte[] file, int limit) {
    if (file.length < HEADER.length + TRAILER_BYTES
        || !Arrays.equals(HEADER, Arrays.copyOf(file, HEADER.length))) {
      throw new InvalidResultException("the file is not gzip of the plain form");
    }
    int end = file.length - TRAILER_BYTES;
    byte[] content = inflate(file, end, limit);
    if (!Arrays.equals(trailer(content), Arrays.copyOfRange(file, end, file.length))) {
      throw new InvalidResultException("the checksum of the file is wrong");
    }
    return content;
  }

  private static byte[] inflate(byte[] file, int end, int limit) {
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(file, HEADER.length, end - HEADER.length);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[BUFFER_BYTES];
      while (!inflater.finished()) {
        int count = inflater.inflate(buffer);
        if (count == 0 && !inflater.finished()) {
          throw new InvalidResultException("the file is cut off");
        }
        out.write(buffer, 0, count);
        if (out.size() > limit) {
          throw new InvalidResultException("the file has more than " + limit + " bytes of lines");
        }
      }
      if (inflater.getRemaining() > 0) {
        throw new InvalidResultException("the file goes on behind its end");
      }
      return out.toByteArray();
    } catch (DataFormatException e) {
      throw new InvalidResultException("the file is damaged");
    } finally {
      inflater.end();
    }
  }
}
