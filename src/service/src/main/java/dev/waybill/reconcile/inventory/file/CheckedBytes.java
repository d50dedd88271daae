package dev.waybill.reconcile.inventory.file;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Bytes of a file that are compared with their stated size and MD5 while they are read: the end of
 * the stream is returned only when both agree.
 */
final class CheckedBytes extends FilterInputStream {
  private final InventoryFile file;
  private final MessageDigest digest = Md5.digest();
  private long count;
  private boolean isComplete;

  CheckedBytes(InputStream bytes, InventoryFile file) {
    super(bytes);
    this.file = file;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    int read = read(one, 0, 1);
    return read < 0 ? read : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (isComplete) {
      return -1;
    }
    int read = in.read(buffer, offset, length);
    if (read < 0) {
      requireStated();
      isComplete = true;
      return read;
    }
    count += read;
    if (count > file.size()) {
      throw flaw(InventoryFlaw.FILE_SIZE, "has more than the stated " + file.size() + " bytes");
    }
    digest.update(buffer, offset, read);
    return read;
  }

  /** Reads the rest, so that a changed file is told apart from one that S3 wrote wrongly. */
  void drain() throws IOException {
    byte[] buffer = new byte[64 * 1024];
    while (read(buffer, 0, buffer.length) >= 0) {
      // Only the end matters.
    }
  }

  private void requireStated() throws FlawedInventoryException {
    if (count != file.size()) {
      throw flaw(InventoryFlaw.FILE_SIZE, "has " + count + " bytes, stated " + file.size());
    }
    String md5 = HexFormat.of().formatHex(digest.digest());
    if (!md5.equals(file.md5())) {
      throw flaw(InventoryFlaw.FILE_CHANGED, "has the MD5 " + md5 + ", stated " + file.md5());
    }
  }

  private FlawedInventoryException flaw(InventoryFlaw kind, String text) {
    return new FlawedInventoryException(
        kind, FlawedInventoryException.shown(file.key()) + " " + text);
  }

  @Override
  public long skip(long n) throws IOException {
    throw new IOException("skipped bytes cannot be compared");
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
