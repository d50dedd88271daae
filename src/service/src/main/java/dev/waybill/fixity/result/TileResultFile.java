package dev.waybill.fixity.result;

import dev.waybill.fixity.Examination;
import dev.waybill.fixity.TileResult;
import dev.waybill.fixity.result.ResultJson.Header;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;

/**
 * Form of a result as a file: compressed lines of canonical JSON, first a header and then one line
 * for each entry. Equal results have equal lines.
 */
public final class TileResultFile {
  /** Limit for a file. A full tile has about 8 KiB. */
  public static final int MAX_FILE_BYTES = 1024 * 1024;

  /** Limit for the lines of a file. A full tile has about 50 KiB. */
  static final int MAX_TEXT_BYTES = 2 * 1024 * 1024;

  private TileResultFile() {}

  /**
   * Returns the file of a result.
   *
   * @throws IllegalArgumentException when it is too large, or has text or numbers that a file
   *     cannot state
   */
  public static byte[] encode(TileResult result) {
    byte[] text = utf8(lines(result));
    byte[] file = PlainGzip.compress(text);
    if (text.length > MAX_TEXT_BYTES || file.length > MAX_FILE_BYTES) {
      throw new IllegalArgumentException("the result has " + text.length + " bytes of lines");
    }
    return file;
  }

  private static String lines(TileResult result) {
    StringBuilder lines = new StringBuilder(ResultJson.write(Header.of(result)));
    result.examinations().forEach(it -> lines.append(ResultJson.write(it)));
    return lines.toString();
  }

  private static byte[] utf8(String text) {
    try {
      ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      return bytes;
    } catch (CharacterCodingException e) {
      // Half of a surrogate pair would become a question mark, as in another result.
      throw new IllegalArgumentException("the result has text that UTF-8 cannot express");
    }
  }

  /**
   * Returns the result in a file, which is untrusted input.
   *
   * @throws InvalidResultException when the file is not exactly one that {@link #encode} writes
   */
  public static TileResult decode(byte[] file) {
    if (file.length > MAX_FILE_BYTES) {
      throw new InvalidResultException("the file has " + file.length + " bytes");
    }
    String text = text(PlainGzip.decompress(file, MAX_TEXT_BYTES));
    TileResult result;
    String canonical;
    try {
      result = parse(text);
      canonical = lines(result);
    } catch (IOException | IllegalArgumentException | ArithmeticException | DateTimeException e) {
      throw new InvalidResultException("the lines are not those of a result");
    }
    if (!canonical.equals(text)) {
      throw new InvalidResultException("the lines are not canonical");
    }
    return result;
  }

  private static String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new InvalidResultException("the lines are not UTF-8");
    }
  }

  private static TileResult parse(String text) throws IOException {
    int at = end(text, 0);
    Header header = ResultJson.header(text.substring(0, at));
    List<Examination> examinations = new ArrayList<>();
    while (at < text.length()) {
      if (examinations.size() == header.task().range().width()) {
        throw new IllegalArgumentException("more lines than entries");
      }
      int end = end(text, at);
      examinations.add(ResultJson.examination(text.substring(at, end)));
      at = end;
    }
    return new TileResult(
        header.task(),
        header.reader(),
        header.began(),
        header.ended(),
        header.requests(),
        examinations);
  }

  /** Returns the index behind the line that begins at an index. */
  private static int end(String text, int from) {
    int end = text.indexOf('\n', from);
    if (end < 0) {
      throw new IllegalArgumentException("a line does not end");
    }
    return end + 1;
  }
}
