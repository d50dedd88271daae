package dev.waybill.fixity.second;

import dev.waybill.record.object.Sha256;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Lines of a result file of any size, and the digests of its bytes. */
final class ReportLines implements AutoCloseable {
  /** Longer than any row: a key has at most 1,024 bytes, which are at most 3,072 characters. */
  private static final int MAX_LINE = 16 * 1024;

  private static final int GZIP_FIRST = 0x1f;
  private static final int GZIP_SECOND = 0x8b;

  private final MessageDigest md5 = digest("MD5");
  private final MessageDigest sha256 = digest("SHA-256");
  private final InputStream in;

  ReportLines(InputStream in) {
    this.in =
        new BufferedInputStream(new DigestInputStream(new DigestInputStream(in, sha256), md5));
  }

  /** Receiver of lines. */
  interface Listener {
    void line(String text);

    void problem(ReportProblem problem);
  }

  /** Reads all lines; empty lines are skipped. */
  void read(Listener listener) throws IOException {
    if (isCompressed()) {
      listener.problem(ReportProblem.FILE_COMPRESSED);
      in.transferTo(OutputStream.nullOutputStream());
      return;
    }
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0; next = in.read()) {
      if (next == '\n') {
        end(line, listener);
        line.reset();
      } else if (line.size() <= MAX_LINE) {
        line.write(next);
      }
    }
    end(line, listener);
  }

  private boolean isCompressed() throws IOException {
    in.mark(2);
    boolean isGzip = in.read() == GZIP_FIRST && in.read() == GZIP_SECOND;
    in.reset();
    return isGzip;
  }

  private static void end(ByteArrayOutputStream line, Listener listener) {
    if (line.size() > MAX_LINE) {
      listener.problem(ReportProblem.LINE_TOO_LONG);
      return;
    }
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(line.toByteArray()))
              .toString();
      if (!text.isBlank()) {
        listener.line(text);
      }
    } catch (CharacterCodingException e) {
      listener.problem(ReportProblem.LINE_NOT_TEXT);
    }
  }

  /** Returns the MD5 of the bytes that were read, in hexadecimal digits. */
  String md5() {
    return HexFormat.of().formatHex(md5.digest());
  }

  /** Returns the SHA-256 of the bytes that were read. */
  Sha256 sha256() {
    return Sha256.of(sha256.digest());
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has " + algorithm, impossible);
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
