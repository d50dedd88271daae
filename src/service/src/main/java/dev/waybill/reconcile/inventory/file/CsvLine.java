package dev.waybill.reconcile.inventory.file;

import java.util.ArrayList;
import java.util.List;

/**
 * Parser of one line of comma-separated values (RFC 4180). A field cannot contain a line break,
 * because S3 percent-encodes the only text that could have one.
 */
public final class CsvLine {
  private static final char QUOTE = '"';

  private final String line;
  private final int end;
  private int position;

  private CsvLine(String line) {
    this.line = line;
    this.end = line.endsWith("\r") ? line.length() - 1 : line.length();
  }

  /**
   * Returns the fields of a line, at least one.
   *
   * @throws FlawedInventoryException when a quote is not closed or is in the wrong place
   */
  public static List<String> fields(String line) throws FlawedInventoryException {
    CsvLine parser = new CsvLine(line);
    List<String> fields = new ArrayList<>();
    fields.add(parser.field());
    while (parser.position < parser.end) {
      if (line.charAt(parser.position) != ',') {
        throw malformed("has text behind a closing quote");
      }
      parser.position++;
      fields.add(parser.field());
    }
    return fields;
  }

  private String field() throws FlawedInventoryException {
    return position < end && line.charAt(position) == QUOTE ? quoted() : bare();
  }

  private String bare() throws FlawedInventoryException {
    int comma = line.indexOf(',', position);
    String field = line.substring(position, comma < 0 || comma > end ? end : comma);
    if (field.indexOf(QUOTE) >= 0 || field.indexOf('\r') >= 0) {
      throw malformed("has a quote or a line break in an unquoted field");
    }
    position += field.length();
    return field;
  }

  private String quoted() throws FlawedInventoryException {
    StringBuilder field = new StringBuilder();
    position++;
    while (true) {
      int quote = line.indexOf(QUOTE, position);
      if (quote < 0) {
        throw malformed("has a quote without an end");
      }
      field.append(line, position, quote);
      position = quote + 1;
      if (position == end || line.charAt(position) != QUOTE) {
        return field.toString();
      }
      field.append(QUOTE);
      position++;
    }
  }

  private static FlawedInventoryException malformed(String text) {
    return new FlawedInventoryException(InventoryFlaw.ROW_MALFORMED, "a row " + text);
  }
}
