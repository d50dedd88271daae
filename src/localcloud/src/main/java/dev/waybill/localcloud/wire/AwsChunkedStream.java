package dev.waybill.localcloud.wire;

import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Stream that decodes {@code aws-chunked} bodies; the trailers are known at its end. */
public final class AwsChunkedStream extends InputStream {
  private static final int MAX_LINE_BYTES = 16 * 1024;
  private static final String SIGNATURE = "chunk-signature=";

  private final InputStream in;
  private final @Nullable ChunkSignatures signatures;
  private final long expected;
  private final Map<String, String> trailers = new LinkedHashMap<>();
  private MessageDigest chunk = BodyDigests.digest("SHA-256");
  private String signature = "";
  private long remaining;
  private long decoded;
  private boolean ended;

  /**
   * @param signatures the verifier of each chunk; null when chunks are not signed
   * @param expected the declared number of decoded bytes; -1 when unknown
   */
  public AwsChunkedStream(InputStream in, @Nullable ChunkSignatures signatures, long expected) {
    this.in = in;
    this.signatures = signatures;
    this.expected = expected;
  }

  /**
   * Creates a stream whose decoded length is given by a header.
   *
   * @param announced the decoded length; null when unknown
   * @throws StoreException InvalidArgument when the length is not a number
   */
  public static AwsChunkedStream of(
      InputStream in, @Nullable ChunkSignatures signatures, @Nullable String announced) {
    try {
      long expected = announced == null ? -1 : Long.parseLong(announced);
      return new AwsChunkedStream(in, signatures, expected);
    } catch (NumberFormatException e) {
      throw new StoreException(S3ErrorCode.INVALID_ARGUMENT, "the decoded length is not a number");
    }
  }

  /** Returns the trailers by lower-case name; empty before the end of the stream. */
  public Map<String, String> trailers() {
    return Map.copyOf(trailers);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (ended) {
      return -1;
    }
    if (remaining == 0 && !nextChunk()) {
      return -1;
    }
    int read = in.read(into, offset, (int) Math.min(length, remaining));
    if (read < 0) {
      throw new StoreException(S3ErrorCode.INCOMPLETE_BODY);
    }
    remaining -= read;
    decoded += read;
    if (signatures != null) {
      chunk.update(into, offset, read);
    }
    if (remaining == 0) {
      endChunk();
    }
    return read;
  }

  private boolean nextChunk() throws IOException {
    String[] header = line().split(";", 2);
    remaining = size(header[0].trim());
    signature =
        header.length > 1 && header[1].startsWith(SIGNATURE)
            ? header[1].substring(SIGNATURE.length())
            : "";
    chunk = BodyDigests.digest("SHA-256");
    if (remaining > 0) {
      return true;
    }
    verifyChunk();
    readTrailers();
    ended = true;
    if (expected >= 0 && decoded != expected) {
      throw new StoreException(S3ErrorCode.INCOMPLETE_BODY);
    }
    return false;
  }

  private static long size(String hex) {
    try {
      long size = hex.isEmpty() ? -1 : HexFormat.fromHexDigitsToLong(hex);
      if (size >= 0) {
        return size;
      }
    } catch (IllegalArgumentException e) {
      throw new StoreException(
          S3ErrorCode.INVALID_REQUEST, "the size of a chunk is not a hexadecimal number");
    }
    throw new StoreException(
        S3ErrorCode.INVALID_REQUEST, "the size of a chunk is missing or negative");
  }

  private void endChunk() throws IOException {
    verifyChunk();
    if (!line().isEmpty()) {
      throw new StoreException(
          S3ErrorCode.INVALID_REQUEST, "a chunk is longer than its declared size");
    }
  }

  private void verifyChunk() {
    if (signatures != null) {
      signatures.verifyChunk(chunk.digest(), signature);
    }
  }

  private void readTrailers() throws IOException {
    StringBuilder lines = new StringBuilder();
    String last = null;
    for (String line = lineOrEnd(); !line.isEmpty(); line = lineOrEnd()) {
      int colon = line.indexOf(':');
      if (colon < 0) {
        throw new StoreException(S3ErrorCode.INVALID_REQUEST, "a trailer has no value");
      }
      String name = line.substring(0, colon).trim().toLowerCase(Locale.ROOT);
      String value = line.substring(colon + 1).trim();
      if (name.equals("x-amz-trailer-signature")) {
        last = value;
      } else {
        trailers.put(name, value);
        lines.append(name).append(':').append(value).append('\n');
      }
      if (lines.length() > MAX_LINE_BYTES) {
        throw new StoreException(S3ErrorCode.INVALID_REQUEST, "the trailers are too long");
      }
    }
    if (signatures != null) {
      signatures.verifyTrailer(lines.toString(), last);
    }
  }

  private String line() throws IOException {
    String line = readLine();
    if (line == null) {
      throw new StoreException(S3ErrorCode.INCOMPLETE_BODY);
    }
    return line;
  }

  private String lineOrEnd() throws IOException {
    String line = readLine();
    return line == null ? "" : line;
  }

  private @Nullable String readLine() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int octet = in.read();
    if (octet < 0) {
      return null;
    }
    for (; octet >= 0 && octet != '\n'; octet = in.read()) {
      if (octet != '\r') {
        line.write(octet);
      }
      if (line.size() > MAX_LINE_BYTES) {
        throw new StoreException(S3ErrorCode.INVALID_REQUEST, "a chunk's header is too long");
      }
    }
    if (octet < 0) {
      throw new StoreException(S3ErrorCode.INCOMPLETE_BODY);
    }
    return line.toString(StandardCharsets.UTF_8);
  }
}
