package dev.waybill.localcloud.s3;

import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Range of consecutive bytes of an object (RFC 9110, section 14). */
record ByteRange(long offset, long length) {
  private static final Pattern SINGLE = Pattern.compile("bytes=(\\d*)-(\\d*)");

  /**
   * Parses a Range header.
   *
   * @return null for another unit, several ranges or a syntax error, for which RFC 9110 requires a
   *     response with the whole object
   * @throws StoreException InvalidRange when no byte of the object is in the range
   */
  static @Nullable ByteRange requested(String header, long size) {
    Matcher range = SINGLE.matcher(header.strip());
    if (!range.matches()) {
      return null;
    }
    String first = range.group(1);
    String last = range.group(2);
    if (first.isEmpty()) {
      return last.isEmpty() ? null : suffix(number(last), size);
    }
    return between(number(first), last.isEmpty() ? Long.MAX_VALUE : number(last), size);
  }

  /**
   * Parses the range of a copied part, which must be within the source.
   *
   * @throws StoreException InvalidArgument when the text is not a range, InvalidRange when the
   *     range exceeds the source
   */
  static ByteRange ofCopySource(String header, long size) {
    Matcher range = SINGLE.matcher(header.strip());
    if (!range.matches() || range.group(1).isEmpty() || range.group(2).isEmpty()) {
      throw new StoreException(
          S3ErrorCode.INVALID_ARGUMENT,
          "The x-amz-copy-source-range value must be of the form bytes=first-last");
    }
    long first = number(range.group(1));
    long last = number(range.group(2));
    if (first > last || last >= size) {
      throw new StoreException(S3ErrorCode.INVALID_RANGE);
    }
    return new ByteRange(first, last - first + 1);
  }

  /** Returns the value of the Content-Range header. */
  String contentRange(long size) {
    return "bytes " + offset + "-" + (offset + length - 1) + "/" + size;
  }

  private static @Nullable ByteRange between(long first, long last, long size) {
    if (first > last) {
      return null;
    }
    if (first >= size) {
      throw new StoreException(S3ErrorCode.INVALID_RANGE);
    }
    return new ByteRange(first, Math.min(last, size - 1) - first + 1);
  }

  private static ByteRange suffix(long length, long size) {
    long served = Math.min(length, size);
    if (served == 0) {
      throw new StoreException(S3ErrorCode.INVALID_RANGE);
    }
    return new ByteRange(size - served, served);
  }

  /** Parses a position; one that exceeds a long also exceeds every object. */
  private static long number(String digits) {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException tooLong) {
      return Long.MAX_VALUE;
    }
  }
}
