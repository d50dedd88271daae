package dev.waybill.localcloud.wire;

import java.util.zip.Checksum;

/** CRC-64/NVME checksum that processes eight bytes per step. */
final class Crc64Nvme implements Checksum {
  static final long REFLECTED_POLYNOMIAL = 0x9A6C9329AC4BC9B5L;
  private static final long[][] TABLES = tables();

  private long state = -1L;

  @Override
  public void update(int octet) {
    state = TABLES[0][(int) ((state ^ octet) & 0xff)] ^ (state >>> 8);
  }

  @Override
  public void update(byte[] bytes, int offset, int length) {
    int at = offset;
    int end = offset + length;
    for (; end - at >= 8; at += 8) {
      long mixed = state;
      for (int i = 0; i < 8; i++) {
        mixed ^= (bytes[at + i] & 0xffL) << (8 * i);
      }
      long next = 0;
      for (int i = 0; i < 8; i++) {
        next ^= TABLES[7 - i][(int) (mixed >>> (8 * i)) & 0xff];
      }
      state = next;
    }
    for (; at < end; at++) {
      update(bytes[at]);
    }
  }

  @Override
  public long getValue() {
    return ~state;
  }

  @Override
  public void reset() {
    state = -1L;
  }

  private static long[][] tables() {
    long[][] tables = new long[8][256];
    for (int octet = 0; octet < 256; octet++) {
      long crc = octet;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) != 0 ? (crc >>> 1) ^ REFLECTED_POLYNOMIAL : crc >>> 1;
      }
      tables[0][octet] = crc;
    }
    for (int step = 1; step < 8; step++) {
      for (int octet = 0; octet < 256; octet++) {
        long before = tables[step - 1][octet];
        tables[step][octet] = tables[0][(int) (before & 0xff)] ^ (before >>> 8);
      }
    }
    return tables;
  }
}
