package dev.waybill.reconcile.inventory.file;

import java.io.IOException;
import java.io.InputStream;

/** Header and trailer of a gzip member (RFC 1952, section 2.3). */
record GzipHeader(InputStream in) {
  private static final int ID1 = 0x1f;
  private static final int ID2 = 0x8b;
  private static final int DEFLATE = 8;
  private static final int HEADER_CRC = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int RESERVED = 0xe0;

  /** Longest name or comment; S3 writes none. */
  private static final int MAX_TEXT = 4096;

  static FlawedInventoryException notGzip(String text) {
    return new FlawedInventoryException(InventoryFlaw.FILE_NOT_GZIP, "a file " + text);
  }

  /** Reads the header of a member. */
  void skip() throws IOException {
    if (octet() != ID1 || octet() != ID2 || octet() != DEFLATE) {
      throw notGzip("has bytes that are not gzip");
    }
    int flags = octet();
    if ((flags & RESERVED) != 0) {
      throw notGzip("has unknown flags");
    }
    skip(6);
    if ((flags & EXTRA) != 0) {
      skip(octet() | octet() << 8);
    }
    if ((flags & NAME) != 0) {
      skipText();
    }
    if ((flags & COMMENT) != 0) {
      skipText();
    }
    if ((flags & HEADER_CRC) != 0) {
      skip(2);
    }
  }

  /** Reads an unsigned number of four bytes. */
  long uint32() throws IOException {
    return octet() | octet() << 8 | octet() << 16 | (long) octet() << 24;
  }

  private int octet() throws IOException {
    int octet = in.read();
    if (octet < 0) {
      throw notGzip("ends within a header or a trailer");
    }
    return octet;
  }

  private void skip(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      octet();
    }
  }

  private void skipText() throws IOException {
    int length = 0;
    while (octet() != 0) {
      length++;
      if (length > MAX_TEXT) {
        throw notGzip("has a name or comment without an end");
      }
    }
  }
}
