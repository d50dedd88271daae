package dev.waybill.trail.digest;

import dev.waybill.record.object.Sha256;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.GZIPInputStream;

/**
 * Content of a file of exactly one gzip member, with nothing after it. CloudTrail writes such
 * files, and its own validation rejects any other.
 */
public final class GzipMember {
  /**
   * Limit of a stored file; CloudTrail's are far smaller, and some are held in memory at a time.
   */
  public static final long MAX_STORED = 1L << 24;

  /** Limit of the content of a log file, against a file that inflates without end. */
  private static final long MAX_LOG = 1L << 28;

  private static final int TRAILER = 8;
  private static final int BUFFER = 1 << 16;

  private GzipMember() {}

  /** Returns the content of a small file. */
  static byte[] inflate(byte[] stored, long max) throws MalformedFileException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    copy(stored, out, max);
    return out.toByteArray();
  }

  /**
   * Returns the digest of the content of a log file, as a digest file states it.
   *
   * @throws MalformedFileException when the file is not one gzip member, or too large
   */
  public static Sha256 hash(byte[] stored) throws MalformedFileException {
    try (DigestOutputStream out =
        new DigestOutputStream(
            OutputStream.nullOutputStream(), MessageDigest.getInstance("SHA-256"))) {
      copy(stored, out, MAX_LOG);
      return Sha256.of(out.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException | IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static void copy(byte[] stored, OutputStream out, long max)
      throws MalformedFileException {
    byte[] buffer = new byte[BUFFER];
    long left = max;
    try (Member member = new Member(stored)) {
      for (int count = member.read(buffer); count >= 0; count = member.read(buffer)) {
        left -= count;
        if (left < 0) {
          throw new MalformedFileException("inflates to more than " + max + " bytes");
        }
        out.write(buffer, 0, count);
      }
    } catch (TrailingBytesException e) {
      throw new MalformedFileException("has bytes after the end of the compressed content");
    } catch (IOException e) {
      throw new MalformedFileException("is not gzip");
    }
  }

  /** Signal of bytes after the member. */
  private static final class TrailingBytesException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /** Stream of one member. Its buffer takes the whole file, so that what follows remains in it. */
  private static final class Member extends GZIPInputStream {
    Member(byte[] stored) throws IOException {
      super(new ByteArrayInputStream(stored), Math.max(stored.length, 512));
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (inf.finished()) {
        requireEnd();
      }
      int count = super.read(buffer, offset, length);
      if (count < 0) {
        requireEnd();
      }
      return count;
    }

    private void requireEnd() throws TrailingBytesException {
      if (inf.getRemaining() > TRAILER) {
        throw new TrailingBytesException();
      }
    }
  }
}
