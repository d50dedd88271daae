package dev.waybill.digest;

import java.util.zip.Checksum;

/** CRC-64/NVME, the checksum that S3 computes of uploads whose writer chose none. */
final class NvmeCrc implements Checksum {
  /** Polynomial of the NVM Express specification, reflected. */
  private static final long POLYNOMIAL = 0x9A6C9329AC4BC9B5L;

  private static final int BYTE = 0xFF;
  private static final long[] TABLE = table();

  private long crc = -1;

  private static long[] table() {
    long[] table = new long[BYTE + 1];
    for (int at = 0; at < table.length; at++) {
      long value = at;
      for (int bit = 0; bit < Byte.SIZE; bit++) {
        value = (value >>> 1) ^ ((value & 1) == 0 ? 0 : POLYNOMIAL);
      }
      table[at] = value;
    }
    return table;
  }

  @Override
  public void update(int value) {
    crc = TABLE[(int) (crc ^ value) & BYTE] ^ (crc >>> Byte.SIZE);
  }

  @Override
  public void update(byte[] bytes, int offset, int length) {
    for (int at = offset; at < offset + length; at++) {
      update(bytes[at]);
    }
  }

  @Override
  public long getValue() {
    return ~crc;
  }

  @Override
  public void reset() {
    crc = -1;
  }
}
